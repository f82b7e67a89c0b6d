"""The nouns of policy publication; they know no file, format, Swedish key or MkDocs."""

from styrdok.model.dates import PartialDate
from styrdok.model.document import DataFile, Document
from styrdok.model.municipality import Contact, Hours, InsideFirst, Municipality, Person, Strength
from styrdok.model.policy import (
    Audience,
    Check,
    Decision,
    DecisionState,
    Link,
    Passage,
    Policy,
    Reference,
    Relation,
    ReviewBase,
    ReviewRule,
    Section,
    Theme,
    Validity,
)
from styrdok.model.problem import Place, Problem, Severity

__all__ = [
    "Audience",
    "Check",
    "Contact",
    "DataFile",
    "Decision",
    "DecisionState",
    "Document",
    "Hours",
    "InsideFirst",
    "Link",
    "Municipality",
    "PartialDate",
    "Passage",
    "Person",
    "Place",
    "Policy",
    "Problem",
    "Reference",
    "Relation",
    "ReviewBase",
    "ReviewRule",
    "Section",
    "Severity",
    "Strength",
    "Theme",
    "Validity",
]
