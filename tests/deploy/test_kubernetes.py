"""Would a cluster take the manifests, and do the pods come, go and stay shut as they should?"""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.deploy.files import CHECKS, DEPLOY, manifests, plain_names, required_settings, setting_names

ALL = manifests()
VERSION = "1.31"


def of_kind(kind: str) -> dict[str, dict[str, Any]]:
    return {one["metadata"]["name"]: one for one in ALL if one["kind"] == kind}


def pods() -> dict[str, dict[str, Any]]:
    return {name: one["spec"]["template"] for kind in ("Deployment", "Job") for name, one in of_kind(kind).items()} | {
        name: one["spec"]["jobTemplate"]["spec"]["template"] for name, one in of_kind("CronJob").items()
    }


@pytest.mark.skipif(not (CHECKS / "kubernetes_validate").exists(), reason="no schemas here: ./run check-deploy")
def test_each_is_what_the_cluster_expects(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(CHECKS))
    import kubernetes_validate

    secret = yaml.safe_load((DEPLOY / "kubernetes" / "secret.example.yaml").read_text(encoding="utf-8"))
    for document in [*ALL, secret]:
        kubernetes_validate.validate(document, VERSION, strict=True)


def test_the_roles_are_there_with_all_that_keeps_them_up() -> None:
    assert set(of_kind("Deployment")) == {"api", "bot", "worker", "sms"}
    assert set(of_kind("PodDisruptionBudget")) == set(of_kind("Deployment"))
    assert set(of_kind("HorizontalPodAutoscaler")) == {"api", "bot", "worker"}
    assert set(of_kind("Service")) == {"api", "bot", "sms"}
    assert {"migrate"} <= set(of_kind("Job"))
    for name, one in of_kind("Deployment").items():
        replicas = one["spec"].get("replicas") or of_kind("HorizontalPodAutoscaler")[name]["spec"]["minReplicas"]
        assert replicas >= 2, name
        assert one["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0, name


def test_labels_meet() -> None:
    for name, one in of_kind("Deployment").items():
        labels = pods()[name]["metadata"]["labels"]
        assert one["spec"]["selector"]["matchLabels"].items() <= labels.items()
        budget = of_kind("PodDisruptionBudget")[name]["spec"]["selector"]["matchLabels"]
        assert budget.items() <= labels.items()
        for spread in pods()[name]["spec"]["topologySpreadConstraints"]:
            assert spread["labelSelector"]["matchLabels"].items() <= labels.items()
    for name, one in of_kind("Service").items():
        assert one["spec"]["selector"].items() <= pods()[name]["metadata"]["labels"].items()
    paths = of_kind("Ingress")["bimeyar"]["spec"]["rules"][0]["http"]["paths"]
    assert {path["backend"]["service"]["name"] for path in paths} == set(of_kind("Service"))
    assert not {path["path"] for path in paths} & {"/metrics", "/readyz", "/internal"}


@pytest.mark.parametrize("name", sorted(pods()))
def test_a_pod_can_do_nothing_but_its_work(name: str) -> None:
    spec = pods()[name]["spec"]
    assert (spec["securityContext"]["runAsNonRoot"], spec["automountServiceAccountToken"]) == (True, False)
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    for container in spec["containers"]:
        context = container["securityContext"]
        assert context["readOnlyRootFilesystem"]
        assert not context["allowPrivilegeEscalation"]
        assert context["capabilities"] == {"drop": ["ALL"]}
        assert set(container["resources"]["requests"]) == {"cpu", "memory"}
        assert container["resources"]["limits"]["memory"]
        mounted = {mount["name"] for mount in container["volumeMounts"]}
        assert mounted <= {volume["name"] for volume in spec["volumes"]}


@pytest.mark.parametrize("name", sorted(of_kind("Deployment")))
def test_a_pod_says_how_it_is_and_goes_without_haste(name: str) -> None:
    spec = pods()[name]["spec"]
    container = spec["containers"][0]
    assert container["args"] == [name]
    ports = {port["name"]: port["containerPort"] for port in container["ports"]}
    data = of_kind("ConfigMap")["bimeyar"]["data"]
    assert ports == {"http": int(data["BIMEYAR_PORT"]), "inner": int(data["BIMEYAR_INNER_PORT"])}
    for probe, path in (("startupProbe", "/healthz"), ("livenessProbe", "/healthz"), ("readinessProbe", "/readyz")):
        assert container[probe]["httpGet"] == {"path": path, "port": "inner"}
    assert container["lifecycle"]["preStop"]
    assert spec["terminationGracePeriodSeconds"] >= 45


def test_every_variable_is_a_setting_and_every_file_is_in_the_secret() -> None:
    data = of_kind("ConfigMap")["bimeyar"]["data"]
    assert set(data) <= setting_names()
    assert required_settings() <= plain_names(set(data))
    secret = yaml.safe_load((DEPLOY / "kubernetes" / "secret.example.yaml").read_text(encoding="utf-8"))
    mounted = {f"/run/secrets/bimeyar/{key}" for key in secret["stringData"]}
    assert {value for name, value in data.items() if name.endswith("_FILE")} == mounted
    for name, pod in pods().items():
        for container in pod["spec"]["containers"]:
            given = {one["name"] for one in container.get("env", ())}
            assert given <= setting_names(), name


def test_nobody_is_reached_but_through_the_doors_that_are_named() -> None:
    policies = of_kind("NetworkPolicy")
    assert policies["nobody"]["spec"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    for name in ("public", "figures"):
        for rule in policies[name]["spec"]["ingress"]:
            assert rule["from"], name
