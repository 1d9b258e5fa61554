"""What people and streets of the town are called. Forenames are ordinary ones; surnames, streets and towns invented."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate

GIRLS = """
olivia amelia isla ava lily freya sophie ella grace evie poppy charlotte emily jessica ruby alice daisy matilda rosie
sienna maya phoebe evelyn elizabeth isabella chloe lucy harriet molly eleanor hannah megan rebecca sarah laura
katherine victoria samantha jennifer natalie gemma stephanie rachel emma joanne claire nicola michelle abigail bethany
danielle lauren georgia leah zara aisha fatima maryam khadija zainab amina noor priya anjali kavita agnieszka
katarzyna magdalena oksana ioana andreea mihaela larisa chiamaka adaeze folasade yewande nokuthula mei ling xiu thi
siobhan niamh aoife roisin carys bronwen eilidh morag florence margaret dorothy barbara susan patricia christine
philippa georgina frances josephine penelope theresa alexandra gabriella natasha madeleine jasmine rosemary
"""
BOYS = """
oliver george noah arthur harry leo muhammad jack charlie oscar jacob henry thomas freddie alfie theo william archie
joshua alexander james max isaac lucas edward teddy joseph samuel ethan benjamin daniel adam matthew luke ryan nathan
callum connor liam jordan kieran aaron christopher michael david andrew robert richard stephen paul mark anthony peter
simon gary kevin darren lee jonathan nicholas patrick timothy gregory dominic frederick zachary mohammed ahmed yusuf
ibrahim hassan omar bilal hamza arjun rohan vikram sanjay piotr tomasz krzysztof andrei mihai ionut florin bogdan
dmytro chukwuemeka oluwaseun kwame tendai wei jun minh sean cian oisin rhys gareth angus hamish albert walter ronald
leonard kenneth raymond terence lawrence gerald vincent reuben sebastian toby louis
"""
STARTS = """
exam sampl specim placeh preten madeu inven notre fict dummo mock trial fixtu proto draf stubb bram carr dunst ellers
fenw garth holb inger kesw langd marsd nether ogl penn quarr rams skelt thorn ulver wethers yarb ashb birk copp dalt
eastw farn grims hather ibst kirkb lowth melt norc ottersh pickw rudd stanw tadc upwo
"""
ENDS = """
le er by ton ley ham worth field ford wick shaw well stead gate more ridge man son croft den row low dale land
"""
STREETS = """
acre alder ambler barley beacon bramble canal chapel cinder clover copse corn dairy dell drovers elder ember fallow
ferry flint forge gable garnet glade gorse granary hazel heather hopyard hurdle ivy jubilee juniper kiln lantern larch
lime linden loom mallow maple meadow millpond mistle moss nettle orchard osier paddock pear pepper plover poplar
quarry quince reed rowan saddler sedge shepherd sorrel spinney sundial tanner teasel thistle tinker trefoil vale vetch
weaver wicket willow windmill yarrow
"""
WAYS = ["street", "road", "lane", "close", "avenue", "drive", "court", "way", "grove", "terrace"]
TOWNS = ["exampleton", "samplehurst", "pretendham", "madeup-on-sea", "specimen vale", "notrealby"]


class Weighted:
    """Words of which the first are common and the last rare, as names are."""

    def __init__(self, words: Sequence[str], steepness: float) -> None:
        self.words = list(words)
        self.sums = list(accumulate(1 / (place + 4) ** steepness for place in range(len(self.words))))

    def pick(self, dice: random.Random) -> str:
        """One of them."""
        return dice.choices(self.words, cum_weights=self.sums)[0]


class Names:
    """The names of one town, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        dice = random.Random(f"names {seed}")
        families = sorted({start + end for start in STARTS.split() for end in ENDS.split()})
        dice.shuffle(families)
        self.families = Weighted(families, 0.75)
        self.given = {"F": Weighted(GIRLS.split(), 0.7), "M": Weighted(BOYS.split(), 0.7)}

    def family(self, dice: random.Random) -> str:
        """A surname."""
        return self.families.pick(dice)

    def forename(self, sex: str, dice: random.Random) -> str:
        """A forename."""
        return self.given[sex].pick(dice)
