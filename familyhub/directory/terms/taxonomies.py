"""The taxonomies that we keep ourselves. Terms of other publishers' taxonomies come with their feeds.

The sixteen kinds of support are the list of the information for professionals about family hub networks (S3-09).
Needs and circumstances are in a parent's words. What the local offer must say of a service for children with special
educational needs or disabilities follows the four areas of need of the SEND code of practice (2015, 6.28–6.35).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

NAMESPACE = uuid.UUID("0b5b2a44-6f50-5a3e-8f5e-6a0cfe1d77a5")


def own_id(*parts: str) -> uuid.UUID:
    """The number that a thing of ours always has, made from its codes: the same in every deployment."""
    return uuid.uuid5(NAMESPACE, "/".join(parts))


@dataclass(frozen=True)
class OwnTerm:
    """One term. `also`: other words that people type for it."""

    code: str
    name: str
    about: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class OwnTaxonomy:
    """A list of terms. `facet`: the word under which a search filters by it."""

    code: str
    name: str
    about: str
    facet: str
    terms: tuple[OwnTerm, ...] = field(default=())

    @property
    def id(self) -> uuid.UUID:
        """Its number."""
        return own_id(self.code)

    def term_id(self, code: str) -> uuid.UUID:
        """A term's number."""
        return own_id(self.code, code)


def _terms(*rows: tuple[str, ...]) -> tuple[OwnTerm, ...]:
    """From (code, name, other words …)."""
    return tuple(OwnTerm(code, name, also=tuple(also)) for code, name, *also in rows)


KINDS_OF_SUPPORT = OwnTaxonomy(
    "kinds-of-support",
    "Kinds of support",
    "The sixteen kinds of support that a family hub network brings together (S3-09).",
    "kind",
    _terms(
        ("information", "Information, advice and guidance", "advice", "help finding a service"),
        ("antenatal-postnatal", "Antenatal and postnatal care", "pregnancy", "midwife", "birth", "breastfeeding"),
        ("new-parents", "Support groups for new parents", "baby group", "stay and play", "toddler group", "playgroup"),
        ("one-to-one", "One-to-one support", "family support worker", "keyworker"),
        ("parenting", "Evidence based parenting programmes", "parenting course", "behaviour", "tantrums"),
        ("health", "Health interventions", "healthy lifestyles", "contraception", "substance use", "stop smoking"),
        ("money", "Money management", "debt", "budgeting", "food bank"),
        ("healthy-relationships", "Healthy relationship programmes", "relationship course"),
        ("youth-employment", "Youth training and employment", "jobs", "apprenticeship", "careers"),
        ("volunteering", "Volunteering opportunities", "volunteer"),
        ("peer-support", "Peer support", "support group", "dads group", "someone who has been there"),
        ("youth", "Youth services and activities", "youth club", "teenagers"),
        (
            "send",
            "SEND services for 0 to 25 year olds",
            "special needs",
            "disability",
            "autism",
            "adhd",
            "speech therapy",
        ),
        ("housing", "Housing advice and support", "homeless", "eviction", "rent"),
        ("welfare-rights", "Welfare rights", "benefits", "universal credit", "disability living allowance"),
        ("parental-conflict", "Reducing parental conflict interventions", "separation", "arguing", "mediation"),
    ),
)
NEEDS = OwnTaxonomy(
    "needs",
    "What you need help with",
    "Needs in a parent's words.",
    "need",
    _terms(
        ("pregnancy", "Being pregnant", "expecting", "antenatal"),
        (
            "feeding",
            "Feeding a baby",
            "breastfeeding",
            "bottle",
            "weaning",
            "latch",
            "nursing",
            "formula milk",
            "colic",
        ),
        ("sleep", "Sleep", "bedtime", "baby will not sleep"),
        ("feeling-low", "Feeling low after a birth", "baby blues", "postnatal depression", "perinatal mental health"),
        (
            "talking",
            "Talking and understanding",
            "speech therapy",
            "speech and language",
            "late talker",
            "stammer",
            "stutter",
            "not talking",
            "lisp",
        ),
        ("behaviour", "Behaviour", "tantrums", "anger", "challenging behaviour", "naughty", "biting"),
        ("play", "Somewhere to play and meet others", "stay and play", "toddler group", "soft play", "lonely"),
        ("childcare", "Childcare", "nursery", "childminder", "free hours", "holiday club", "babysitter", "creche"),
        (
            "school",
            "School",
            "attendance",
            "exclusion",
            "starting school",
            "bullying",
            "bullied",
            "school refusal",
            "homework",
            "truant",
        ),
        (
            "mental-health",
            "Worry and mental health",
            "anxiety",
            "depression",
            "counselling",
            "self harm",
            "suicidal",
            "suicide",
            "overdose",
            "cutting",
            "panic",
            "depressed",
            "stress",
            "bullying",
        ),
        (
            "money",
            "Money",
            "debt",
            "cost of living",
            "food bank",
            "benefits",
            "skint",
            "hungry",
            "cannot afford",
            "bills",
            "heating",
            "uniform",
            "loan shark",
        ),
        ("housing", "Housing", "homeless", "damp", "eviction", "mould", "landlord", "rent arrears", "kicked out"),
        (
            "relationships",
            "Arguing or separating",
            "conflict",
            "divorce",
            "contact with children",
            "split up",
            "custody",
            "stepfamily",
        ),
        (
            "abuse",
            "Being hurt or frightened at home",
            "domestic abuse",
            "violence",
            "refuge",
            "scared",
            "afraid",
            "frightened",
            "hits",
            "hurts",
            "violent",
            "abusive",
            "abused",
            "controlling",
            "husband",
            "wife",
            "boyfriend",
            "girlfriend",
            "stalking",
            "threatens",
            "rape",
            "unsafe",
        ),
        (
            "alcohol-drugs",
            "Alcohol and drugs",
            "drinking",
            "substance use",
            "alcoholic",
            "drunk",
            "cannabis",
            "addiction",
            "gambling",
        ),
        (
            "disability",
            "A disability or a special need",
            "autism",
            "adhd",
            "sensory",
            "short breaks",
            "autistic",
            "asperger",
            "epilepsy",
            "wheelchair",
        ),
        ("health", "Health and healthy living", "weight", "teeth", "smoking", "obese", "dentist", "vape"),
        ("work", "Work and training", "jobs", "course", "english classes", "esol"),
    ),
)
CIRCUMSTANCES = OwnTaxonomy(
    "circumstances",
    "Who you are",
    "Circumstances for which a service is made.",
    "who",
    _terms(
        ("pregnant", "Pregnant", "expecting"),
        ("dads", "Dads and male carers", "fathers", "dad", "men"),
        ("young-parents", "Parents under 25", "teenage parents", "young mum"),
        ("lone-parents", "Parents on their own", "single parent"),
        ("grandparents", "Grandparents and kinship carers", "kinship"),
        ("foster-adopt", "Foster carers and adopters", "adoption"),
        ("new-to-uk", "New to the United Kingdom", "refugee", "asylum", "migrant"),
        ("armed-forces", "Armed forces families", "military"),
        ("traveller", "Gypsy, Roma and Traveller families", "travellers"),
        ("lgbt", "LGBT+ people"),
        ("young-carers", "Young carers"),
        ("multiples", "Twins or more", "twins", "triplets"),
        ("low-income", "On a low income"),
        ("bereaved", "Bereaved", "loss of a baby", "grief", "miscarriage", "died", "death", "funeral", "stillbirth"),
    ),
)
LOCAL_OFFER = OwnTaxonomy(
    "local-offer",
    "Local offer",
    "What a service for children and young people with SEND says of itself (S1-170; ages 0 to 25).",
    "send",
    _terms(
        ("in-local-offer", "Part of the local offer", "send", "special needs"),
        ("communication", "Communication and interaction", "autism", "speech and language"),
        ("cognition", "Cognition and learning", "learning disability", "dyslexia"),
        ("emotional", "Social, emotional and mental health", "adhd", "anxiety"),
        ("sensory-physical", "Sensory or physical needs", "deaf", "blind", "wheelchair"),
        ("no-diagnosis", "No diagnosis needed"),
        ("plan-needed", "For children with an education, health and care plan", "ehcp"),
        ("one-to-one", "One-to-one support can be arranged"),
        ("quiet-session", "Quiet or relaxed sessions", "relaxed", "sensory friendly"),
        ("trained-staff", "Staff trained in SEND"),
        ("personal-care", "Personal care can be given", "changing place", "hoist"),
        ("short-break", "Short breaks", "respite"),
    ),
)
ACCESS = OwnTaxonomy(
    "access",
    "How to get a place",
    "Whether somebody may just come.",
    "access",
    _terms(
        ("drop-in", "Drop in", "no booking"),
        ("appointment", "Book first", "booking"),
        ("referral", "A professional refers you", "referral"),
        ("self-referral", "You can refer yourself", "self refer"),
        ("membership", "Join first", "membership"),
    ),
)
ATTENDING = OwnTaxonomy(
    "attending",
    "How you take part",
    "In person, online, by phone or at home.",
    "how",
    _terms(
        ("in-person", "In person"),
        ("online", "Online", "virtual", "zoom"),
        ("phone", "By phone", "helpline"),
        ("home-visit", "At home", "home visit"),
    ),
)
REACH = OwnTaxonomy(
    "reach",
    "Who it is for",
    "Universal: every family may come. Targeted: for those with a need (S3-06).",
    "reach",
    _terms(("universal", "Every family"), ("targeted", "Families with a particular need")),
)
TAXONOMIES: dict[str, OwnTaxonomy] = {
    taxonomy.code: taxonomy
    for taxonomy in (KINDS_OF_SUPPORT, NEEDS, CIRCUMSTANCES, LOCAL_OFFER, ACCESS, ATTENDING, REACH)
}
TERMS: dict[uuid.UUID, tuple[OwnTaxonomy, OwnTerm]] = {
    taxonomy.term_id(term.code): (taxonomy, term) for taxonomy in TAXONOMIES.values() for term in taxonomy.terms
}
