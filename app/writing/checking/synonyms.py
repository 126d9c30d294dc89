"""Words that say the same, less or the contrary, as reports of the Council use them.

A word stands in a line only where a reader would take a statement with it for the same.
"""

from __future__ import annotations

from functools import lru_cache

# Words of one line may stand for each other. First their common sense.
_SAME = """
say state note tell remark observe mention declare comment explain assert claim argue maintain \
contend point report indicate add affirm announce
stress emphasize underline underscore highlight emphasis emphatic
consider view regard see deem perceive think believe opinion hold
express voice raise convey articulate share
support back favour favor endorse supportive backing supporter advocate
oppose object resist opposition objection opposed against
reject rebuff dismiss refuse decline rejection refusal
hold convene organize stage host take place conduct meet
meet meeting session
discuss discussion debate talk deliberation consider consideration address exchange
debate discussion
brief briefing
preside chair presidency lead head hold
goal aim objective purpose target intend seek
try attempt seek endeavour strive effort
seek want wish pursue
include comprise involve contain among encompass
enhance strengthen improve boost reinforce increase bolster deepen greater expand more better \
closer
increase rise grow growth more greater higher
decrease reduce reduction decline fall drop fewer less lower cut
cooperate cooperation collaborate collaboration work together
encourage urge call promote
call appeal urge request ask
demand require insist
request ask
circulate distribute share disseminate issue
issue publish release produce put
adopt agree approve pass adoption
agree consensus agreement find reach
consensus unanimity
lack absence shortage
suspicion distrust mistrust
divide division divergence difference split disagreement differ divergent
difference disagreement
manifest show appear surface evident appear display
evident apparent clear visible obvious
marginalize sideline exclude
concern worry worried concerned
instability unstable
combat counter fight tackle address confront against
refer mention cite
mean translate signify
await pending
conduct carry undertake perform
term serve tenure
every each
terrorism terrorist
trafficking traffic smuggling trade
semi-annual biannual twice-yearly half-yearly
country state nation
organization body organisation institution entity
participant attendee
regularly frequently often
effective effectively
use utilize employ apply
effort endeavour work
role part
contribute contribution
implement implementation carry execute
measure step action
help assist assistance aid support
create establish set found establishment creation form
start begin commence launch open beginning initiate
end conclude finish close terminate expire conclusion cease stop halt
hurt harm damage
kidnap abduct abduction
fighter combatant
lawyer attorney
physician doctor
continue maintain persist remain keep ongoing
extend extension prolong renew renewal
kill killing dead death die
injure wound injury
attack assault strike
troops soldier
weapon arm arms
displace displacement
child children
person people individual
man men
woman women
give provide grant offer supply deliver
give state express
receive get obtain
need necessary necessity require
important importance significant significance vital
main chief principal primary key central major
various several different
specific explicit particular specifically explicitly
overcome resolve settle bridge
resolve settle solve settlement solution resolution
spread extend expand
vehicle instrument means tool
reflect represent mirror
respect observe comply compliance
violate breach violation contravene
liberty freedom
condemn denounce condemnation
welcome hail
regret deplore lament
thank grateful gratitude appreciation appreciate
reaffirm reiterate restate confirm affirm repeat
recall remember remind
commit commitment pledge undertake
propose proposal suggest suggestion put
appoint name designate appointment
visit travel trip
leave depart withdraw withdrawal
return come
arrive arrival
sign signature conclude
vote cast ballot
draft text proposal
abstain abstention
deploy deployment send dispatch
mandate authorize authorization
permit allow authorize enable let
prevent stop avert avoid prevention
protect protection safeguard
release free
arrest detain detention
threat threaten danger menace
crisis emergency
conflict war fighting hostility
peace peaceful
ceasefire truce
election electoral poll
government authority administration
foreign external
chairman chair chairperson chairwoman
deputy vice
acting interim
head leader chief
first initial inaugural
last previous past preceding
later subsequent afterwards subsequently
current present currently presently now
recent recently latest
earlier previously prior formerly before
approximately about around nearly roughly almost
more over exceed above
less under below fewer
annual yearly
number amount total
large big great
small little
fast quick rapid rapidly quickly swift
full complete entire whole fully completely entirely
only solely sole exclusively
together jointly joint
border frontier
region regional area
international global worldwide world
nation national
woman female
youth young
money fund funding financial finance
pay payment
cost expense
health medical
law legal
court tribunal
decision decide
result outcome consequence lead
cause reason
because due owing
happen occur take place
problem issue challenge matter question difficulty
topic subject matter issue theme
answer reply respond response
invite invitation
attend participate participation take part
participate participation involve
form shape
text language wording
press media
paper document
follow ensue
alongside addition besides plus well
despite notwithstanding
until till
former ex
believe conviction convinced
complain complaint
warn warning caution
fear afraid
expect anticipate expectation likely foresee
plan intend planned intention schedule
schedule slate due
possible possibility possibly perhaps maybe potential potentially
"""

# Words that say less than those behind them, and may stand for these.
_BROADER = """
meeting:debate session briefing consultation discussion vote
text:draft resolution statement
document:note letter report resolution statement
official:minister ambassador representative secretary president envoy
diplomat:ambassador representative envoy
people:refugee civilian person woman child
body:committee commission council
topic:issue question matter
"""

# Words of which one denies the other.
_OPPOSITES = """
support:oppose reject
oppose:support back favour endorse agree
accept:reject refuse
adopt:reject
agree:disagree oppose
increase:decrease reduce decline fall cut
rise:fall drop decline
enhance:weaken undermine reduce
strengthen:weaken undermine
improve:worsen deteriorate
begin:end cease
start:end stop cease
continue:stop cease end
welcome:condemn deplore regret criticize
praise:condemn criticize
encourage:discourage
allow:prohibit forbid ban
permit:prohibit forbid ban
include:exclude omit
succeed:fail
success:failure
win:lose
lawful:unlawful
legal:illegal
able:unable
possible:impossible
likely:unlikely
willing:unwilling reluctant
known:unknown
stable:unstable
stability:instability
security:insecurity
trust:distrust mistrust
respect:disrespect violate
comply:violate
consensus:disagreement
unity:division
public:private secret
open:closed
before:after
more:less fewer
majority:minority
major:minor
first:last
early:late
north:south
northern:southern
east:west
eastern:western
victory:defeat
remember:forget
present:absent
confirm:deny
deny:confirm admit
satisfied:dissatisfied
progress:setback
hope:fear
friend:enemy
peace:war
"""


@lru_cache(maxsize=1)
def same() -> tuple[tuple[str, ...], ...]:
    """Groups of words of which one may stand for another, in lower case."""
    return tuple(tuple(line.split()) for line in _SAME.strip().splitlines())


@lru_cache(maxsize=1)
def opposites() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Words with those of which each denies them, in lower case."""
    rows = (line.split(":") for line in _OPPOSITES.strip().splitlines())
    return tuple((word, tuple(others.split())) for word, others in rows)


@lru_cache(maxsize=1)
def broader() -> dict[str, frozenset[str]]:
    """Words that may stand for others that say more: a debate is a meeting."""
    rows = (line.split(":") for line in _BROADER.strip().splitlines())
    return {word: frozenset(others.split()) for word, others in rows}
