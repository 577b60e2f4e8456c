"""Nouns and adjectives of speech and belief, and the nouns of papers that speak."""

from articles.text.words import word_set

# "in the mayor's view", "in the words of the mayor", "by his own account".
OPINION = word_set("view views opinion words eyes judgment judgement estimation account telling mind")
# Nouns of speech and belief: with an owner, or with a clause behind them, they attribute.
SPEECH = word_set(
    """accusation accusations acknowledgment acknowledgement admission admissions advice allegation allegations analysis anger announcement
    announcements answer answers apology appeal appeals appraisal argument arguments assertion assertions assessment assumption assurance
    assurances attack attacks belief beliefs call calls case characterization charge charges claim claims comment comments commitment
    commitments comparison complaint complaints concern concerns conclusion conclusions confession conjecture contention contentions
    criticism criticisms decision declaration declarations defense defence demand demands denial denials description disdain disclosure
    dismay doubt doubts endorsement endorsements estimate estimates estimation expectation expectations explanation fear fears finding
    findings forecast forecasts frustration guess hint hints hope hopes hypothesis idea ideas indication insistence interpretation
    judgment judgement letter letters lie lies memo message messages misgivings notion objection objections observation opinion opinions
    opposition outrage plan plans plea pleas pledge pledges point poll polls position prediction predictions preference proclamation
    projection projections promise promises pronouncement proposal proposals proposition question questions reaction reading
    recollection recommendation recommendations reference references refusal regret remark remarks reminder reply report reports request
    requests reservations response revelation revelations rhetoric rule rules ruling rumor rumors rumour rumours scepticism sense
    skepticism speculation speech speeches stance statement statements story stories study studies suggestion suggestions support
    suspicion suspicions testimony theory thinking thought thoughts threat threats tweet tweets verdict view views vision vow vows
    warning warnings wish wishes word words worry worries worldview determination resolve eagerness desire ambition intention
    interest admiration adulation contempt disapproval approval condemnation praise tribute confidence optimism pessimism certainty"""
)
# Those of them that mean a clause was said or thought wherever "that" follows: "the claim that", "amid fears that".
THAT_NOUNS = word_set(
    """accusation accusations allegation allegations argument arguments assertion assertions assumption belief beliefs claim claims
    complaint complaints concern concerns conclusion contention contentions denial doubt doubts estimate expectation expectations
    fear fears finding findings hope hopes hypothesis idea insistence notion opinion prediction predictions report reports rumor rumors
    rumour rumours speculation statement suggestion suggestions suspicion suspicions testimony theory view warning warnings worry
    worries announcement assurance assurances admission promise promises charge charges criticism criticisms"""
)
# Of a mind: with a form of "be" and a clause or a preposition behind them.
MINDED = word_set(
    """adamant afraid alarmed amazed angry annoyed anxious appalled apprehensive ashamed astonished aware baffled bearish bullish certain
    clear comfortable committed complimentary concerned confident confused content convinced coy critical curious delighted determined
    devastated disappointed dismayed dismissive displeased dissatisfied disturbed doubtful dubious eager embarrassed encouraged enraged
    enthusiastic excited fearful fed fond frank frustrated furious glad grateful happy hesitant hopeful horrified impressed incensed
    indignant insistent intent interested irked keen leery mindful nervous offended open opposed optimistic outraged outspoken overjoyed
    passionate perplexed pessimistic pleased positive proud puzzled reluctant resentful sad satisfied sceptical shocked sick skeptical
    sorry struck stunned supportive sure surprised suspicious sympathetic thankful thrilled tired troubled uncertain unconvinced uneasy
    unhappy unimpressed unsure unwilling upset vague vocal wary weary willing worried"""
)
MINDED_WITH = word_set("that of about to with by at over for on in against how what why whether if he she they it the")
# Verbs of holding and giving, which with a noun of speech make one: "made the case", "issued a statement", "raised questions".
GIVING = word_set(
    """make makes made making issue issues issued issuing raise raises raised raising voice voices voiced voicing offer offers offered
    offering give gives gave given giving deliver delivers delivered delivering express expresses expressed expressing cast casts
    casting file filed files filing have has had having draw draws drew drawing drawn release released releases releasing send sends
    sent sending share shares shared sharing post posted posts posting publish published publishes hold holds held repeat repeats
    repeated repeating reject rejects rejected launch launched renew renewed air aired unleash unleashed level leveled levelled reiterate
    reiterated dispute disputed broach broached face faces faced facing receive received get got"""
)
# Papers, counts and broadcasts that can say something.
PAPERS = word_set(
    """ad ads affidavit agency agreement analysis analyses announcement app article articles assessment audit bill book books brief
    briefing broadcast bulletin census chart charts column commercial complaint constitution contract cover data database disclosure
    document documents documentary draft editorial email emails e-mail e-mails essay estimate estimates evidence examination experiment
    experiments figures filing filings film findings footage forecast forecasts graph guidance guidelines headline headlines image index
    indictment investigation judgment label law lawsuit leaflet letter letters lines list literature log map media meme memo memoir
    memorandum message messages minutes model models motion movie narrative news newspaper newspapers note notes notice numbers opinion
    order page pamphlet paper papers photo photograph photographs photos picture pictures piece play poll polling polls post poster posts
    presentation press program programme projections proposal prospectus publication quiz ranking reading record recording recordings
    records reference release report reporting reports research result results returns review reviews ruling satellite scan script series
    show sign slide slides speech spot statement statements statistics story stories study studies submission suit summary survey surveys
    table tape tapes test testimony tests text theory tracker transcript transcripts tweet tweets verdict version video videos warrant
    website wire work writings x-rays"""
)
