"""The closed word lists of English that composing and following actors rests on."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from coder.actors.dictionary import EntryKind


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


# --- how a country and an agent noun come together ---------------------------------------------

# Iran-backed militiamen are not Iran's: the country before these words does not own the phrase.
BACKING = words(
    """
    aligned allied annexed approved armed backed based born bound brokered built controlled educated
    equipped financed friendly funded held hosted linked made mandated mediated occupied seized sponsored
    supplied supported trained
    """
)
# pro-Russian rebels are not Russian.
STANCES = words(
    """
    anti counter inter intra non post pre pro un
    """
)
# Where they are: used when nothing else tells the country.
BASING = frozenset({"based", "born", "held", "occupied", "controlled"})

# Nouns whose holders speak and act as the body they belong to.
SPEAKING = words(
    """
    adviser advisor agent aide authority boss branch bureau candidate cell chief colleague commission
    commissioner committee council delegate delegation department deputy director division emissary
    employee envoy executive faction figure group head leader leadership member mission movement
    negotiator office officer official operative organisation organization personnel rapporteur
    representative side source spokesman spokesperson spokeswoman staff team unit wing worker
    """
)
# Armed people, and their craft, who are what their side is: rebel forces, Hamas fighters, coast guard vessels.
FIGHTING = words(
    """
    army battalion boat brigade column combatant commander contingent fighter force general gunman insurgent
    militant military militia recruit ship sniper soldier speedboat troop vessel warrior
    """
)
# What belongs to an actor and stands for it when it acts or is acted on.
ASSETS = words(
    """
    airbase aircraft airport airspace artillery barracks base border building bunker camp capital
    checkpoint city coast compound consulate convoy depot drone embassy encampment enclave facility fleet
    fortress frigate garrison guard gunboat headquarters helicopter hideout hospital infrastructure
    installation island jet launcher missile mosque navy outpost patrol plane port position post prison
    province region rocket school ship site station stronghold submarine tank tanker target territory town
    trawler trench truck vehicle vessel village warplane warship waters
    """
)
# Doers when they strike, else things; they are not of the place they strike.
WEAPONS = words("artillery bomb drone howitzer missile mortar rocket torpedo uav")
VEHICLES = words(
    "aircraft armor armour frigate gunboat gunship helicopter jet plane ship submarine tank truck vehicle"
    " vessel warplane warship"
)
PLACES = words(
    """
    airspace border camp capital city coast district enclave island port province region territory town
    village waters
    """
)
# A number of actors is those actors: hundreds of protesters, a group of senators.
QUANTITIES = words(
    """
    % all another any band billion both bulk bunch column couple crowd dozen dozens each either family few
    group half handful hundred hundreds majority many mass member million minority most much neither none
    number one pair part percent rest score scores section series several some string team ten tens third
    thousand thousands total two type wave remnant remainder
    """
)
# Singular nouns for several actors: `the Baltic trio (Estonia, Latvia, Lithuania)`.
GROUPS = words("trio troika quartet quintet duo pair")
LOCATING = words(
    """
    above across along around at beyond in inside into near off outside over through throughout via within
    """
)
# Into a place is not in it.
STAYING = LOCATING - {"into", "through", "over", "beyond"}
OWNING = words(
    """
    at for from in of on to with within
    """
)
PAST = frozenset({"former", "ex", "onetime", "erstwhile", "ousted", "deposed", "then"})
HONORIFICS = words(
    """
    adm ambassador ayatollah brig capt captain chairman cmdr colonel col dame dr fr gen gov hajji hon imam
    justice lady lord lt madam maj miss mister mr mrs ms mullah pres prof professor rep rev reverend
    secretary sen senator sgt shaikh sheik sheikh sir st
    """
)
# Adjectives that tell the side of the noun after them.
SIDE_ADJECTIVES = words(
    "military paramilitary rebel militant guerrilla insurgent separatist dissident islamist jihadist"
)
# Titles that are surnames too: `Hun Sen`, `Dayton King`.
SURNAME_TITLES = words("sen king prince judge major pope bishop marshal dean abbot knight page")
# What a region is made of: European countries, Arab states.
REGIONAL = words("country nation state ally power partner")
# Whoever is sent somewhere does not belong to the place they are in.
SENT = words("ambassador envoy diplomat embassy consulate consul delegation correspondent representative mission")
# Small words inside names.
PARTICLES = words(
    """
    abu al ben bin bint da de del den der di do dos du el ibn la le mac ould st ter ul ur van von zu
    """
)
MALE = words(
    """
    emir father king lord mr pope prince sheik sheikh sir sultan
    """
)
FEMALE = frozenset({"mrs", "ms", "miss", "dame", "lady", "queen", "princess", "madam"})
# Country and city names that people also bear.
PERSON_LIKE = words(
    """
    austin chad cuba florence georgia israel jordan lima london lourdes milan paris santiago sydney troy
    valencia victoria washington
    """
)
# American states of one word, Georgia and Washington apart; towns there bear foreign names.
STATES = words(
    """
    alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois
    indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi
    missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia
    wisconsin wyoming
    """
)
# Surnames too common, or too much like other words, to mean one person unheralded.
COMMON_SURNAMES = words(
    """
    adams ahmed ali allen anderson baker bell black brown bush carter chan chen clark cook cooper cox
    davis diaz edwards evans flores garcia gonzalez grant gray green hall harris hassan hill hussein
    ibrahim jackson james johnson jones khan kim king kumar lee lewis li lin liu lopez ma major marshall
    martin martinez may miller mohammed moon moore morgan morris murphy nelson nguyen park parker perez
    phillips powell price rice richardson roberts robinson rodriguez rose ross sanchez scott singh smith
    stewart straw taylor thomas thompson turner wade walker wang ward watson white williams wilson wood
    wright wu yang young zhang zhao
    """
)

# --- names that are no actors ----------------------------------------------------------------------

TIMES = words(
    """
    apr april aug august christmas coronavirus covid covid-19 dec december easter eid feb february fri
    friday gmt internet jan january jul july jun june mar march may mon monday nov november oct october
    ramadan sat saturday sep sept september sun sunday thu thurs thursday today tomorrow tue tues tuesday
    wed wednesday yesterday
    """
)
THINGS = words(
    """
    accord accords act agenda agreement airlines amendment anniversary article award bill book boulevard
    bridge campaign century ceremony championship channel charter christianity conference constitution
    convention covenant crisis cup day deal declaration directive document dollar election english euro
    event exercise facebook festival fund game games gulf highway holiday initiative interview islam
    language law list medal meeting memorandum mountain ocean olympics operation order pact peace plan
    pound prize process program programme project proposal protocol referendum report resolution
    revolution river road rule sea season square statement statute strait street summit talks tour treaty
    twitter war week world year
    """
)

# --- words that point back -------------------------------------------------------------------------

SPEAKER_PRONOUNS = words(
    """
    i me mine my myself our ours ourselves us we
    """
)
POSSESSIVES = frozenset({"his", "her", "its", "their", "my", "our", "hers", "theirs"})
# Pairs of people rather than of states.
PERSONAL_PAIRS = words("diplomat leader man woman minister president counterpart")
PAIRED = words(
    """
    ally army capital counterpart country diplomat enemy foe government leader man minister nation neighbor
    neighbour pair party people power president rival side state woman
    """
)
FOLLOWING = frozenset({"the", "this", "that", "these", "those"})
# Collective agents are `it` (or `they`), not `he`.
BODIES = words(
    """
    administration agency alliance army assembly association authority bank board brigade bureau
    cabinet church coalition command commission committee company congress consulate council court
    delegation department directorate embassy faction firm force front gang government group guard
    hospital house institute intelligence judiciary junta kremlin leadership legislature media military
    militia ministry mission movement navy network newspaper office opposition organisation organization
    parliament party police presidency radio regime school senate service side staff state team television
    treasury tribunal union unit university
    """
)

_COUNTRY = frozenset({EntryKind.COUNTRY})
_GROUP = frozenset({EntryKind.ARMED_GROUP, EntryKind.ORGANISATION, EntryKind.PARTY})
_BLOC = frozenset({EntryKind.ORGANISATION})
_COMPANY = frozenset({EntryKind.COMPANY})
# `the group` may mean an armed group, an organisation or a party that the article named.
CLASSES: Mapping[str, frozenset[EntryKind]] = MappingProxyType(
    {
        **dict.fromkeys(words("country nation kingdom republic state emirate neighbour neighbor"), _COUNTRY),
        **dict.fromkeys(words("group movement militia faction network organisation organization"), _GROUP),
        **dict.fromkeys(words("alliance bloc union agency body council institution court"), _BLOC),
        **dict.fromkeys(words("company firm manufacturer airline carrier bank"), _COMPANY),
        "party": frozenset({EntryKind.PARTY}),
    }
)
