"""Nouns of people, bodies and places that speak, and endings that give people away."""

from articles.text.words import word_list, word_set

# Nouns of people and bodies that speak and that no ending gives away.
PEOPLE = word_set(
    """people police everyone everybody someone somebody anyone nobody man men woman women child children boy boys girl girls wife husband
    father mother son daughter brother sister uncle aunt cousin niece nephew friend friends family families parent parents couple
    official officials source sources spokesperson spokespeople aide aides staff expert experts critic critics analyst analysts
    executive executives chief chiefs boss head president presidents premier chair king queen prince princess pope bishop imam rabbi
    coach captain judge judges jury court courts tribunal panel justices justice attorney attorneys lawyer counsel defendant plaintiff
    witness witnesses victim victims survivor nominee nominees candidate candidates delegate delegates surrogate surrogates
    congress senate house parliament cabinet council committee commission board bench ministry department agency agencies
    bureau office offices administration government governments authority authorities regime state states city county country
    countries nation nations kingdom campaign campaigns party parties union unions group groups organization organizations
    organisation organisations association federation coalition alliance company companies firm firms corporation bank banks
    business businesses maker makers team teams club clubs league university school schools college church hospital airline
    public voters electorate crowd audience community communities resident residents respondent respondents participant participants
    opponent opponents proponent proponents advocate advocates activist patient patients student students academic academics
    scientific press media outlet outlets newspaper newspapers magazine network channel station tabloid regime rebels militants military
    army navy force forces troops guard general pilot pilots guest host hosts pundit pundits columnist elite elites republican
    republicans democrat democrats liberals conservatives majority minority half percent third others some many most few both
    all none neither several each one two three four five six seven eight nine ten dozens hundreds thousands millions
    foundation institute think-tank watchdog fund bloc chamber secretary clergy staffer newcomer star rapper mogul guru
    sect tribe tribes clan mob rival rivals ally allies enemy enemies side sides camp brass fans fan users user"""
)
PEOPLE_ENDINGS = word_list("er ers or ors ist ists ian ians man men woman women crat crats eer eers")
# Words with these endings that are nobody.
NOBODY = word_set(
    """number numbers order orders paper water matter matters letter power powers weather factor factors center centre summer winter
    quarter quarters october november december september computer river disaster error labor border borders corner dinner murder chapter
    butter shoulder other another either neither rather after under over ever never however further later former latter better
    larger smaller higher lower longer greater newer older younger earlier fewer color floor door doors poor minor major senior
    junior interior prior sector sectors tremor humor rumor favor flavor behavior sensor monitor trailer shutter barrier carrier
    tower towers counter filter finger fire layer transfer encounter offer offers differ per for or nor list lists specimen
    human humans mirror horror terror honor vapor tutor anchor"""
)
# Places of one word that speak as governments do, and are never "he" or "she".
PLACES = word_set(
    """afghanistan albania algeria argentina armenia australia austria azerbaijan bahrain bangladesh belarus belgium bolivia brazil bulgaria
    burma cambodia cameroon chile colombia congo croatia cuba cyprus denmark ecuador egypt england estonia ethiopia finland france
    gaza germany ghana greece haiti hungary iceland india indonesia iran iraq ireland italy jamaica japan kazakhstan kenya kosovo kuwait
    latvia lebanon libya lithuania malaysia mali mexico moldova mongolia morocco myanmar nepal netherlands nicaragua niger nigeria
    norway oman pakistan palestine panama peru philippines poland portugal qatar romania rwanda scotland senegal serbia singapore
    slovakia slovenia somalia spain sudan sweden switzerland syria taiwan tanzania thailand tibet tunisia turkey uganda ukraine
    uruguay uzbekistan venezuela vietnam wales yemen zambia zimbabwe ankara baghdad beijing berlin brussels cairo damascus delhi
    islamabad jakarta jerusalem kabul kyiv kiev madrid manila moscow ottawa pyongyang rome seoul tehran tokyo vienna warsaw
    california colorado florida hawaii illinois kansas louisiana maryland massachusetts michigan minnesota mississippi missouri
    montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont wisconsin wyoming"""
)
