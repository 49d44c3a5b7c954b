"""Which people does the page offer, whatever the files say?"""

import json
from pathlib import Path

from simulators.page.routes import read_street


def test_nothing_there_is_an_empty_street(tmp_path: Path) -> None:
    assert read_street(tmp_path) == {"people": [], "bot": None, "product_url": None, "links": []}


def test_a_half_written_file_is_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / "people.json").write_text('[{"name": "مر', encoding="utf-8")
    (tmp_path / "street.json").write_text("[]", encoding="utf-8")
    assert read_street(tmp_path)["people"] == []
    assert read_street(tmp_path)["bot"] is None


def test_a_person_without_a_mobile_gets_one_to_carry(tmp_path: Path) -> None:
    row = {"name": "ع", "national_id": "0012345679", "birth_date": "1361-05-12", "mobile": None, "title": "لغوشده"}
    (tmp_path / "people.json").write_text(json.dumps([row, "?"]), encoding="utf-8")
    (person,) = read_street(tmp_path)["people"]
    assert person["mobile"] == "09902345679"
    assert person["without_mobile"] is True
    assert (person["birth_date_jalali"], person["situation"]) == ("1361/05/12", "لغوشده")
