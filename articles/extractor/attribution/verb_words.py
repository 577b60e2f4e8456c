"""Words around verbs of speech: those that lend their subject, and forms that are nouns as well."""

from articles.text.words import word_set

# Verbs that lend their subject to the infinitive or participle behind them: "went on to say", "continued to insist".
LENDING = word_set(
    """go goes went gone continue continues continued refuse refuses refused decline declines declined begin begins began begun start
    starts started try tries tried trying seek seeks sought want wants wanted plan plans planned seem seems seemed appear appears
    appeared appearing fail fails failed manage manages managed used like likes wish wishes wished hope hopes hoped vow vowed promise
    promised rush rushed happen happened tend tends tended intend intends intended come comes came turned turn use uses keep keeps kept
    stop stops stopped avoid avoids avoided have has had need needs needed get gets got going able unable quick slow willing unwilling
    ready reluctant hesitant happy careful eager determined continuing refusing declining beginning forced about proceed proceeds
    proceeded choose chose dare dared dares meant struggle struggled attempt attempted hesitate hesitated bother bothered"""
)
# Forms that are nouns as well: in mid-sentence they are verbs only behind somebody who can speak.
NOUNS_TOO = word_set(
    """claim claims comment comments report reports remark remarks state states promise promises stress urge urges object objects call
    calls demand demands attack attacks question questions plan plans hope hopes fear fears doubt doubts support supports pledge pledges
    vow vows tweet tweets reply replies challenge challenges blame praise charge charges request requests order orders offer offers
    estimate estimates forecast forecasts project projects rule rules judge judges figure figures want wants wish wishes worry worries
    suspect suspects label labels brand brands term terms back backs love hate respect dispute disputes contest contests view views rate
    rates rank ranks list lists detail details document documents feature features record records show shows find finds note notes post
    posts quote quotes read reads bet bets dream dreams trust hint hints press pitch warning finding saying telling reading meaning
    feeling hearing calling offering understanding thinking reporting warrant warrants joke jokes counter counters signal signals
    caution advance address addresses voice voices reference references profile profiles value values ban bans protest protests"""
)
