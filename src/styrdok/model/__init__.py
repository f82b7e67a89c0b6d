"""The nouns of policy publication; they know no file, format, Swedish key or MkDocs."""

from styrdok.model.dates import PartialDate
from styrdok.model.document import DataFile, Document
from styrdok.model.mention import Citation, Extent
from styrdok.model.municipality import Contact, Hours, InsideFirst, Municipality, Person, Strength
from styrdok.model.policy import (
    Amendment,
    Audience,
    Body,
    Change,
    Check,
    Decision,
    DecisionState,
    Definition,
    Former,
    Link,
    Outcome,
    Policy,
    Reference,
    Relation,
    Review,
    ReviewBase,
    ReviewRule,
    Section,
    Theme,
    Validity,
)
from styrdok.model.problem import Place, Problem, Severity
from styrdok.model.value import Value, replace
from styrdok.model.waiting import Waiting

__all__ = [
    "Amendment",
    "Audience",
    "Body",
    "Change",
    "Check",
    "Citation",
    "Contact",
    "DataFile",
    "Decision",
    "DecisionState",
    "Definition",
    "Document",
    "Extent",
    "Former",
    "Hours",
    "InsideFirst",
    "Link",
    "Municipality",
    "Outcome",
    "PartialDate",
    "Person",
    "Place",
    "Policy",
    "Problem",
    "Reference",
    "Relation",
    "Review",
    "ReviewBase",
    "ReviewRule",
    "Section",
    "Severity",
    "Strength",
    "Theme",
    "Validity",
    "Value",
    "Waiting",
    "replace",
]
