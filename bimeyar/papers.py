"""Which parts print papers? Fonts made ready once, one printer, and the documents of slips and of contracts behind it."""

from __future__ import annotations

from dataclasses import dataclass

from backend.areas.cases.desk_ports import Paper
from backend.areas.contracts.documents import KINDS, ContractDocuments
from backend.areas.slips.documents import SlipDocuments
from backend.contract.caller import Caller
from backend.contract.documents import DocumentFile, Documents
from backend.domain.cases import CaseKind
from bimeyar.parts import Parts


@dataclass(frozen=True, slots=True)
class EveryDocument:
    """`Documents` of all areas: each kind belongs to one of them."""

    slips: Documents
    contracts: ContractDocuments

    async def document(self, kind: str, ref: str, caller: Caller) -> DocumentFile:
        """See `Documents.document`."""
        area = self.contracts if kind in KINDS else self.slips
        return await area.document(kind, ref, caller)

    def of_cases(self) -> dict[CaseKind, Paper]:
        """Papers of requests, for the staff."""
        return {CaseKind.VOLUNTARY_CONTRACT: self.contracts.of_case}


def build_documents(parts: Parts) -> EveryDocument:
    """Documents by kind and reference; the font is converted on the first start."""
    printer = parts.printing.printer()
    return EveryDocument(
        slips=SlipDocuments(ports=parts.slips_ports, printer=printer),
        contracts=ContractDocuments(ports=parts.contracts_ports, printer=printer, seal=parts.settings.seal()),
    )
