"""The nouns of policy publication; they know no file, format, Swedish key or MkDocs."""

from styrdok.model.dates import PartialDate
from styrdok.model.document import DataFile, Document
from styrdok.model.municipality import Contact, Hours, InsideFirst, Municipality, Person, Strength
from styrdok.model.policy import (
    Audience,
    Body,
    Check,
    Decision,
    DecisionState,
    Definition,
    Link,
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
from styrdok.model.value import Value, replace

__all__ = [
    "Audience",
    "Body",
    "Check",
    "Contact",
    "DataFile",
    "Decision",
    "DecisionState",
    "Definition",
    "Document",
    "Hours",
    "InsideFirst",
    "Link",
    "Municipality",
    "PartialDate",
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
    "Value",
    "replace",
]
