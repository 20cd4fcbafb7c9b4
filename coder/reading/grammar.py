"""Closed lists of English grammar that the reading stage leans on.

Words that carry political meaning are dictionary entries, never listed here.
"""

from __future__ import annotations

SUBJECT_CONTROL = frozenset({"promise", "vow", "pledge", "threaten", "swear", "offer", "agree", "commit"})
"""Verbs whose infinitive has the subject's person even after an object: `promised Kyiv to send tanks`."""

OBJECT_CONTROL = frozenset(
    "urge ask tell order advise warn request persuade convince force compel press pressure encourage invite instruct"
    " allow permit enable help direct command beg implore exhort oblige require forbid remind push lobby"
    " authorise authorize challenge prod pressurise nudge convict sentence".split()
)
"""Verbs whose infinitive has the object's person: `urged Syria to withdraw`."""

AWAITING = frozenset({"until", "till", "unless"})
"""Conjunctions of a condition that somebody else has to meet."""

CALLING = frozenset({"call", "appeal", "prevail", "plead"})
"""Verbs that name their person after a preposition: `called on Syria to withdraw`, `appealed to both`."""

CALLED = frozenset({"on", "upon", "to", "with", "for"})

ASKING = CALLING | OBJECT_CONTROL | {"wait", "hope", "arrange", "campaign", "demand", "vote"}
"""Verbs after which `for X to ...` is what is asked for."""

REPORT = frozenset(
    "say tell report add announce state declare write tweet note quote claim insist argue explain comment remark"
    " stress emphasise emphasize reiterate confirm reveal warn observe respond reply acknowledge admit maintain"
    " assert allege suggest according recall disclose caution post".split()
)
"""Verbs that hand on what somebody said: `..., the ministry said`."""

QUOTING = REPORT | frozenset("ask shout urge cry joke demand call wonder think".split())
"""Verbs that stand beside a quotation, those of saying included."""

COMPLEMENT_PREPOSITIONS = frozenset({"of", "from", "for", "into", "about", "at", "on", "against", "to", "in", "with"})
"""Prepositions before an -ing clause that completes the verb: `accused Russia of sending`."""

GIVING = frozenset("give grant lend loan offer award deny refuse owe hand promise".split())
"""Verbs with two objects, a person and a thing: `denied the banker a visa`."""

ADDRESSING = (
    OBJECT_CONTROL | REPORT | GIVING | frozenset("inform notify assure reassure brief update apprise alert pay".split())
)
"""Verbs whose person may stand without an object: `notified Seoul of the launch`."""

LEAVING = frozenset(
    "pull walk back drive force throw drop get go come move kick push opt bow break stay keep fly take storm flush"
    " march check chase bus ship rule".split()
)
"""Verbs that make one word with `out` before `of`: `pulled out of the talks`."""

SUBJECT_GERUND = frozenset({"apologise", "apologize", "insist", "succeed", "refrain", "persist", "plan", "think"})
"""Verbs whose preposition + -ing clause has the subject's person although an object may stand by."""

NEGATORS = frozenset({"not", "n't", "never", "no longer", "neither", "nor", "hardly", "barely"})
NEGATIVE_DETERMINERS = frozenset({"no", "neither", "none", "nobody"})
NEGATIVE_MARKERS = frozenset({"without", "instead of", "rather than"})
ACCUSING = frozenset(
    "accuse suspect convict acquit clear absolve stop prevent ban bar deter discourage dissuade block exempt"
    " warn".split()
)
"""Verbs whose object is said to do what follows `of` or `from`: `accused the army of shelling homes`."""

ASPECT = frozenset({"continue", "keep", "begin", "start", "resume", "try", "want", "seek"})
"""Verbs that only say how far an act has come: `continued to make mistakes`."""

FAILING = frozenset({"fail", "neglect", "omit"})
"""Verbs that deny their infinitive: `failed to withdraw`."""

HYPOTHETICAL_MARKERS = frozenset({"if", "unless", "whether", "lest", "in case", "should"})
HYPOTHETICAL_AUXILIARIES = frozenset({"may", "might", "could", "can", "would", "ca", "'d"})
FUTURE_AUXILIARIES = frozenset({"will", "shall", "'ll", "wo", "sha"})
OBLIGATION_AUXILIARIES = frozenset({"should", "must", "ought", "need"})

WISHES = frozenset({"like", "love", "prefer", "want", "welcome"})
"""Verbs that `would` only makes polite: `would like to hold talks`."""

PAST_PHRASES = frozenset({"decade", "century", "era", "anniversary", "dynasty"})
"""Nouns whose phrases put an act into history: `decades ago`, `during World War II`."""

WAR_MARKERS = frozenset({"during", "world", "second", "civil", "cold"})
"""Words that make a war one of history: `during the war`, `after the Second World War`."""

PAST_MARKERS = frozenset({"ago", "during", "in", "earlier", "world", "last", "past"})
"""Words that must stand with them."""

DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december".split()
)

PARTICLES = frozenset("up out off down back over away in on through apart together aside by forward ahead".split())

CLOCK = DAYS | frozenset(
    "day night morning evening afternoon midnight noon week weekend month year hour minute decade century time spring"
    " summer autumn winter today tomorrow yesterday tonight".split()
)
"""Nouns that tell when, and never who or what."""

TIMES = CLOCK | {"date", "deadline", "end", "percent", "point", "margin", "vote"}
"""Nouns after `by` that tell when or by how much, never who: `by Sunday night`, `by 5 percent`."""

ISSUING = frozenset(
    "issue adopt pass release publish put send sign file submit make deliver write launch stage hold post table lodge"
    " give read draft circulate approve organise organize begin start mount lead join present unveil".split()
)
"""Verbs whose subject says what the document they bring out says; who vetoes a resolution does not."""

DOCUMENTS = frozenset(
    "report statement resolution letter decree order law bill declaration communique motion petition complaint lawsuit"
    " note message editorial article speech document memo warning call appeal protest rally march demonstration strike"
    " sit-in vigil campaign ultimatum plea".split()
)
"""Nouns that speak for whoever issues them: `issued a leaflet blaming the army`."""

MANAGING = frozenset({"manage", "proceed", "help", "use", "come", "go", "cease", "stop"})
"""Verbs whose infinitive or participle tells of the same time as they do: `managed to seize`, `stopped shelling`."""

SCHEDULING = frozenset({"schedule", "plan", "due", "slate", "upcoming", "expect", "set", "forthcoming"})
"""Words that put an act on the calendar: `talks scheduled for Friday`."""

SPEAKING = frozenset({"speak", "talk", "address"})
"""Verbs whose participle tells when and where something is said: `speaking in Cairo on Monday`."""

DIRECTIONS = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west"
    " northern southern outside close next".split()
)
"""Words after which `of` or `to` tells where: `north of Baghdad`, `close to the border`."""

LANDMARKS = frozenset(
    "outskirts outskirt border island coast road highway edge front frontier hill bank shore river mountain peninsula"
    " strip square bridge street boundary line territory soil".split()
)
"""Nouns before which `on` tells where: `on the outskirts of Aleppo`."""
