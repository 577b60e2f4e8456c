"""Verbs of saying, thinking, willing and showing, in groups by what must follow them.

A verb is written as its lemma, with its past and its participle where they are irregular ("write/wrote/written").
"""

# To utter, in any way: whatever follows is what was said.
SAY = """say/said tell/told add announce argue assert acknowledge admit/admitted affirm allege aver/averred caution claim comment complain
    concede conclude confess confirm contend counter declare deny disclose divulge elaborate emphasize emphasise exclaim explain gush
    insist interject joke lament maintain marvel mention muse note opine posit postulate predict proclaim protest quip/quipped reason recall
    reckon recount reiterate relay remark reply respond retort reveal scoff shout state stipulate stress summarize summarise surmise
    speculate suggest swear/swore/sworn testify theorize theorise tweet underline underscore warn whisper wonder write/wrote/written yell
    vow pledge promise report advise remind inform notify assure boast brag/bragged chant echo object apologize apologise
    ask question urge implore beg/begged exhort demand request inquire enquire clarify specify hint cite"""
# To hold in mind, with a clause: "believes that", "feels it is", "knows why".
THINK = """believe think/thought feel/felt hope fear know/knew/known doubt suspect worry wish assume presume consider understand/understood
    realize realise recognize recognise imagine guess agree disagree decide judge determine expect anticipate learn hear/heard see/saw/seen
    find/found discover notice figure conclude calculate estimate project forecast/forecast hypothesize hypothesise foresee/foresaw/foreseen
    hold/held rule remember charge continue dream accept prefer/preferred pray bet/bet trust want like love hate signal indicate observe ensure resolve"""
# To be for or against, to will: an object is enough when somebody who can speak is the subject.
STAND = """believe want fear expect prefer/preferred favor favour support oppose back endorse reject dispute challenge welcome resent
    admire love hate loathe despise dislike distrust mistrust respect applaud praise laud hail commend tout extol/extolled
    defend champion advocate recommend propose condemn denounce criticize criticise slam/slammed blast assail lambast lambaste
    rip/ripped bash blame accuse chastise castigate chide rebuke reprimand scold berate mock ridicule deride taunt insult belittle
    disparage malign demonize demonise dismiss rebut/rebutted refute decry deplore bemoan lament regret/regretted disavow renounce repudiate
    call dub/dubbed brand label term deem describe characterize characterise portray depict liken compare credit
    thank congratulate salute encourage instruct warn invite threaten discuss raise express
    voice convey outline detail downplay minimize minimise overstate understate exaggerate misstate trumpet
    predict envision envisage foresee/foresaw/foreseen consider view regard rate misinterpret misunderstand/misunderstood
    doubt question demand seek/sought request propound espouse tell/told ask urge cite invoke explain reveal disclose
    acknowledge deny admit/admitted mention note stress emphasize emphasise announce claim allege highlight reference
    fault grill lecture contradict second affirm reaffirm unveil
    mull contemplate envy cherish hype forecast/forecast pooh-pooh"""
# To tell without a mouth: papers, polls and figures show things too.
SHOW = """show/showed/shown find/found indicate suggest reveal detail document illustrate demonstrate describe depict portray chronicle outline
    estimate rate rank record project confirm conclude note cite list identify mention reference highlight imply
    blame credit attribute warn predict forecast/forecast recommend criticize criticise call question claim allege
    report say/said state argue underscore underline announce"""
# To will, to undertake, to decline: with an infinitive ("vowed to", "did not want to").
WILL = """promise vow pledge swear/swore/sworn threaten offer agree refuse decline want wish hope plan intend aim seek/sought propose
    expect decide choose/chose/chosen demand ask claim resolve determine prefer/preferred long yearn prepare like love hate consent
    volunteer opt/opted hesitate urge tell/told ask order instruct
    encourage persuade convince advise warn invite implore beg/begged press push exhort remind challenge dare lobby pressure
    recommend"""
# With a preposition: "called for", "spoke of", "agreed with", "railed against".
SPEAK = {
    "for on upon": "call",
    "of about to on against out with in": "speak/spoke/spoken talk",
    "of about": "complain brag/bragged boast dream warn despair speak/spoke/spoken joke tell/told think/thought know/knew/known",
    "about over": "worry fret/fretted agonize gloat argue bicker fume gripe grumble moan rave quarrel wonder muse opine care spar/sparred",
    "to": "object refer/referred allude admit/admitted confess point testify respond react swear/swore/sworn commit/committed"
    " appeal agree link tie compare liken subscribe",
    "with": "agree disagree concur/concurred sympathize sympathise side plead reason",
    "for": "press plead apologize apologise beg/begged ask wish hope pray advocate argue lobby vouch campaign long clamor clamour",
    "against": "argue rail warn inveigh protest campaign caution lobby rally fulminate advise decide rule thunder",
    "on": "insist comment elaborate expand reflect dwell/dwelt weigh press opine remark agree harp seize waffle call blame",
    "at": "hint scoff bristle balk sneer rail marvel jeer lash hit/hit aim mock bridle rage laugh",
    "in": "believe weigh chime trust",
    "out": "point lash lay/laid cry speak/spoke/spoken call hit/hit",
    "back": "push",
    "up": "sum/summed own",
    "it": "put/put",
    "as": "see/saw/seen describe view regard cite",
    "off": "sound shrug/shrugged",
}
