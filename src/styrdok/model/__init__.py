"""The nouns of policy publication; they know no file, format, Swedish key or MkDocs."""

from styrdok.model.dates import PartialDate
from styrdok.model.document import DataFile, Document
from styrdok.model.duty import Duty, Strength
from styrdok.model.length import Length
from styrdok.model.mention import Citation, Extent
from styrdok.model.municipality import (
    Contact,
    Hours,
    InsideFirst,
    Municipality,
    OtherHours,
    Person,
)
from styrdok.model.policy import (
    Amendment,
    Audience,
    Body,
    Change,
    Check,
    Confirmation,
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
from styrdok.model.search import Answer, Banned, Question, Synonyms, plain
from styrdok.model.statement import Act, Channel, Kind, Promise, Span, Statement, Unit
from styrdok.model.value import Value, replace
from styrdok.model.waiting import Waiting

__all__ = [
    "Act",
    "Amendment",
    "Answer",
    "Audience",
    "Banned",
    "Body",
    "Change",
    "Channel",
    "Check",
    "Citation",
    "Confirmation",
    "Contact",
    "DataFile",
    "Decision",
    "DecisionState",
    "Definition",
    "Document",
    "Duty",
    "Extent",
    "Former",
    "Hours",
    "InsideFirst",
    "Kind",
    "Length",
    "Link",
    "Municipality",
    "OtherHours",
    "Outcome",
    "PartialDate",
    "Person",
    "Place",
    "Policy",
    "Problem",
    "Promise",
    "Question",
    "Reference",
    "Relation",
    "Review",
    "ReviewBase",
    "ReviewRule",
    "Section",
    "Severity",
    "Span",
    "Statement",
    "Strength",
    "Synonyms",
    "Theme",
    "Unit",
    "Validity",
    "Value",
    "Waiting",
    "plain",
    "replace",
]
