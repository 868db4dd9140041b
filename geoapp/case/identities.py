"""Who the persons of a case are: kept apart from it, in an identity file with its own key.

An identity file is a case file of its own kind, always encrypted, with a ledger and
passphrases of its own. It is bound to its case by the case's id. A case names persons by
codes; only here stands who they are, how they are reached and what they risk. It need not
travel with the case, and nothing of it is ever written anywhere else.

A row of `identity` has the number of the person's row in the case.
"""

from geoapp.case.records import Key
from geoapp.case.tables import Statements
from layers import schema as s

IDENTITY = s.Table(
    name="identity",
    label=s.Text("Identity", "신원"),
    plural=s.Text("Identities", "신원"),
    prefix="ID",
    title=("name", "code"),
    fields=(
        s.text("code", "Code in the case at that time", "당시 사건 내 코드"),
        s.text("name", "Name", "이름"),
        s.text("other_names", "Other names", "다른 이름"),
        s.long_text("contact", "How to reach this person", "연락 방법"),
        s.long_text("risk", "Risk to this person and others", "본인과 주변의 위험"),
        s.NOTE,
    ),
)

IDENTITY_CASE = s.Table(
    name="identity_case",
    label=s.Text("Case of these identities", "이 신원 정보의 사건"),
    plural=s.Text("Case of these identities", "이 신원 정보의 사건"),
    prefix="IC",
    title=("of_case",),
    fields=(s.text("of_case", "Case", "사건"),),
)

IDENTITIES = Statements((IDENTITY, IDENTITY_CASE))
BOUND = Key(IDENTITY_CASE.name, 1)
"""The one row that says which case the persons belong to."""

TOLD = tuple(field.name for field in IDENTITY if field.name != "code")
"""What can be said of a person."""


def holds_identities(statements: Statements) -> bool:
    """Whether a file with these tables is an identity file and no case."""
    return IDENTITY_CASE.name in statements
