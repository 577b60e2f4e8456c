"""First names that tell a "he" from a "she"."""

from articles.text.words import word_set

HIS_NAMES = word_set(
    """aaron abdul abdullah adam ahmed alan albert alejandro alex alexander alexei ali allan allen amir anders andre andrea andreas andrei
    andrew andy angelo anthony antonio arthur ashraf asif austin barack barry ben benjamin bernard bernie bill billy bob bobby boris brad
    bradley brandon brian bruce bryan cameron carl carlos charles charlie chad chris christian christopher chuck clarence claude craig
    dale damian dan daniel danny darren dave david dean denis dennis derek diego dmitry don donald doug douglas duncan dustin dylan
    earl ed eddie edgar eduardo edward emilio emmanuel eric erik ernest ethan eugene evan felix fernando francis francisco francois frank
    franklin fred frederick gabriel gary gavin geoffrey george gerald gerard gilbert giovanni glenn gordon graham greg gregory gustavo
    hamid hans harold harry hassan hector henri henry herbert howard hugh hugo hussein ian ibrahim igor irving isaac ivan jack jacob jaime
    jake jamal james jamie jan jared jason javier jay jean jeff jeffrey jeremy jerome jerry jesse jim jimmy joe joel johan john johnny
    jon jonas jonathan jorge jose joseph josh joshua juan julian julio justin kareem karl keith ken kenneth kevin khalid klaus kurt kyle
    lance lars larry laurence lawrence lee leo leon leonard lewis liam lloyd louis lucas luis luke malcolm manuel marc marco marcus mario
    mark martin marvin mathew matt matthew maurice max michael miguel mike mikhail milton mitch mitt mohamed mohammad mohammed moshe
    muhammad mustafa nathan neil nelson nicholas nick nicolas nigel noah norman oleg oliver omar oscar otto pablo patrick paul pedro
    peter phil philip phillip pierre rafael rajiv ralph ramon randall randy raphael raul ray raymond ricardo richard rick robert roberto
    rodney rodrigo roger roland ron ronald ross roy russell ryan sam samuel scott sean sebastian sergei sergey seth shane shaun sidney
    simon sterling stanley stefan stephen steve steven stuart suleiman sven ted terence terrence theodore thomas tim timothy todd tom tommy tony
    travis trevor troy tyler vance vernon victor vincent vladimir walter warren wayne wesley william winston wolfgang xavier yusuf zachary"""
)
HER_NAMES = word_set(
    """abigail ada adriana agnes aisha alexandra alexis alice alicia alison amanda amber amelia amina amy ana anastasia andrea angela
    angelina anita ann anna anne annette annie april ashley asma audrey ava barbara beatrice becky bernadette beth betty beverly brenda
    bridget brittany brooke camilla candice carla carly carmen carol carole caroline carolyn catherine cecilia celia charlotte chelsea
    cheryl chloe christina christine cindy claire clara claudia colleen connie courtney crystal cynthia daisy dana danielle dawn deborah
    debbie debra denise diana diane dolores donna doris dorothy edith eileen elaine eleanor elena elise elizabeth ella ellen elsa emilia
    emily emma erica erika erin esther eva evelyn fatima felicia fiona florence frances gabriela gail georgia gina gladys glenda gloria
    grace greta gretchen hannah harriet hazel heather heidi helen helena hilary hillary holly ida ines ingrid irene irina iris isabel
    isabella ivanka jacqueline jamila jane janet janice jean jeanne jenna jennifer jenny jessica jill joan joanna joanne josephine joy
    joyce juanita judith judy julia julie juliet june karen karin kate katherine kathleen kathryn kathy katie kayla kelly kerry khadija
    kim kimberly kirsten kristen kristin lara laura lauren laurie layla leah leila lena leslie lillian linda lisa lois loretta lorraine
    louise lucia lucy lydia lynn mabel madeleine madison malala margaret margarita maria mariam marian marie marilyn marina marjorie marlene
    martha mary maryam maureen megan melania melanie melissa mercedes meredith mia michelle mildred mimi miriam molly monica nadia nancy
    naomi natalia natalie natasha nicola nicole nina nora norma olga olivia pamela patricia patsy paula pauline peggy penelope petra
    phyllis priscilla rachel rebecca regina renee rita roberta robin rosa rosalind rose rosemary roxanne ruth sabrina sally samantha
    sandra sara sarah selena sharon sheila shirley sofia sonia sophia sophie stacey stacy stella stephanie sue susan suzanne svetlana
    sylvia tamara tammy tanya tara tatiana teresa theresa tina tracy ursula valentina valerie vanessa vera veronica victoria viola
    violet virginia vivian wanda wendy whitney yasmin yolanda yvonne zainab zoe"""
)
BOTH_NAMES = HIS_NAMES & HER_NAMES
