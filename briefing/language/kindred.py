"""Words that stand for each other in retelling: wider than synonyms, by the field they are of."""

from __future__ import annotations

from typing import Final

__all__ = ["KINDRED"]


KINDRED: Final = tuple(
    frozenset(group.split())
    for group in """
    unemployment jobless unemployed; job employment employ work hire worker employee staff labor
        labour workforce salary wage pay;
    wage salary pay earnings income; rate number figure percentage share proportion level;
    rise increase grow climb jump soar surge up swell gain add expand balloon mount higher;
    fall drop decline decrease dip slip slide shrink plunge plummet tumble sink lower down reduce
        cut halve; peak high record top highest; bottom low lowest;
    economy economic market trade business commerce commercial; recession slump downturn crisis;
    money cash fund funding grant finance financial dollar payment sum budget; tax levy duty;
    rich wealthy affluent prosperous; poor poverty needy deprived; cheap inexpensive affordable;
    donation donate gift give giving contribution contribute charity philanthropic charitable
        nonprofit foundation; pledge promise vow commitment honor honour keep fulfil fulfill;
    buy purchase acquire acquisition takeover; sell sale sold; cost price expense expensive;
    campaign run race election bid drive candidacy contest; candidate contender rival hopeful
        nominee runner challenger competitor opponent foe adversary field;
    contest showdown battle fight clash duel rivalry match race competition compete;
    president presidency presidential; chairman chairwoman chair chaired head lead leader leading
        boss director chief; deputy vice assistant aide adviser advisor;
    minister secretary ministry department cabinet; lawmaker legislator senator congressman
        congresswoman representative deputy parliamentarian mp member; parliament congress senate
        assembly legislature house lawmaker; governor state; mayor city;
    voter electorate elector vote poll; survey poll; democrat democratic; republican gop
        conservative; supporter backer advocate proponent champion ally fan follower; critic
        opponent detractor sceptic skeptic; friend ally companion; enemy foe;
    diplomat envoy ambassador diplomatic foreign embassy; treaty accord pact agreement deal
        convention memorandum; sanction embargo penalty punitive measure; negotiator mediator;
    police officer cop policeman law enforcement authority detective patrol; arrest custody
        detain hold jail apprehend; crime criminal offence offense felony; murder kill killing
        homicide slay shoot dead death die fatal fatally; killed dead died death lose casualty
        victim; prison jail cell inmate prisoner behind bars; trial court judge hearing case
        tribunal; lawyer attorney counsel solicitor barrister; sentence convict conviction guilty
        verdict; charge accuse indict allege accusation allegation blame; sue lawsuit suit legal
        court claim; evidence proof testimony testify witness; law legislation bill statute act
        legal measure; rule regulation guideline requirement; execution execute; steal theft
        robbery rob burglar thief; shooting gunfire shoot gunman shooter gun firearm; stab knife;
    soldier troop army military force serviceman personnel; bomb explosive blast explosion
        detonate explode bombing; attack assault raid strike offensive ambush; weapon arm gun
        missile rocket; militant terrorist extremist insurgent rebel jihadist fighter gunman;
        terror terrorism terrorist; kidnap abduct hostage captive seize; invasion invade
        incursion; war conflict fighting battle combat; ceasefire truce;
    plane aircraft flight jet airliner airplane airline fly aviation pilot; airport runway tarmac
        terminal; takeoff departure off depart; land landing ground touchdown; captain pilot crew;
        ship vessel boat ferry; car vehicle automobile truck van driver drive; train rail railway
        railroad; road street highway motorway route; passenger traveler traveller rider aboard;
        crash collision accident wreck collide; trip journey travel tour visit;
    hospital clinic medical doctor physician medic nurse ward; patient sick ill; illness disease
        sickness ailment infection infect virus outbreak epidemic; cure treat treatment therapy
        care remedy heal recover recovery; drug medicine medication pharmaceutical narcotic
        substance; injury injure wound hurt harm damage; vaccine vaccinate vaccination immunize
        shot jab; surgery operation surgeon operate; pregnant pregnancy birth born baby; death die
        pass;
    school pupil student education classroom teacher teach college university; study research
        researcher scientist scientific science academic scholar; expert specialist analyst
        professor; book memoir novel author writer write publish publication; newspaper paper
        press media journalist reporter journal outlet magazine daily; photograph photo picture
        image camera snap; video film footage movie clip tape; television tv broadcast channel
        network show program programme; internet online web website site digital; song music
        singer album band musician sing concert tune; audience attendee crowd spectator viewer
        listener public; actor actress star celebrity; artist art painting painter; story tale
        anecdote account; speech address remarks talk; chat conversation talk discussion;
    child kid boy girl son daughter youngster teenager teen youth minor; parent mother father mom
        dad mum; husband wife spouse couple marry marriage married wed wedding; family relative
        kin; brother sister sibling; woman female women lady; man male men; people person
        resident citizen individual human folk inhabitant civilian; baby infant toddler newborn;
        elderly old pensioner senior; friend pal buddy;
    house home residence apartment flat property mansion; town city village community; area
        region district zone place neighborhood neighbourhood; building structure tower; church
        mosque synagogue temple religious; store shop retailer supermarket; restaurant cafe diner
        eatery; office headquarters; room chamber;
    storm hurricane typhoon cyclone tornado; flood flooding deluge; fire blaze burn flame; rain
        rainfall downpour; earthquake quake tremor; water sea ocean river lake; animal creature
        pet; dog puppy pooch; ground soil earth land; sky space planet asteroid orbit; heat hot
        warm; cold freezing frigid ice snow; weather climate; energy power electricity nuclear;
        oil petroleum fuel gas; dangerous hazardous risky perilous unsafe danger peril risk
        jeopardy endanger imperil threat;
    game match fixture tie; win victory triumph beat defeat success; lose loss defeat beaten;
        player footballer athlete; coach manager trainer boss; club team side squad; goal score
        net strike; tournament championship competition cup league title; champion winner;
        season campaign; fan supporter;
    important key crucial vital critical significant central essential; big large huge enormous
        massive giant vast great major sizeable; small tiny little minor; quick fast rapid swift
        prompt speedy; slow gradual; difficult hard tough challenging; easy simple; strong
        powerful robust forceful; weak feeble flagging fragile; happy glad pleased delighted
        content thrilled; sad unhappy upset sorrow grief mourn; angry furious outrage anger
        irate outraged; afraid fear scared frightened terrified fright; worried concern anxious
        anxiety worry concerned; surprised shock shocked stunned astonished amazed surprise;
        beautiful lovely attractive; bad terrible awful dire poor; good fine excellent great;
        strange odd unusual bizarre weird; new fresh novel recent; old ancient former; famous
        renowned known noted prominent; secret covert clandestine hidden confidential classified;
        clear plain obvious evident apparent; certain sure definite; likely probable possible
        potential; credible plausible believable; appropriate fitting proper suitable right apt;
        unfit unqualified unsuitable; free liberate release; intimate private personal; severe
        serious grave acute; special particular especially particularly; main chief primary
        principal; similar same alike equal; different various distinct varied contrast differ;
    begin start launch commence open kick onset; end finish conclude close complete stop cease;
        continue carry persist remain proceed; return back revive resume restore bring; change
        alter shift transform modify; move shift relocate transfer; leave depart exit quit; arrive
        reach come arrival; enter join; stay remain; wait await; hurry rush race; walk stroll
        march step; run jog sprint; climb ascend; jump leap; throw hurl toss; push shove press;
        pull drag draw; carry bear bring transport; hide conceal cover; open unlock; close shut
        lock; break smash shatter; fix repair mend; build construct erect; destroy wreck ruin
        demolish; clean wash; cook food meal eat dinner lunch; drink alcohol beer wine; sleep
        asleep bed; wear clothes clothing dress outfit; play perform performance stage;
        celebrate celebration mark honor honour party festivity; gather assemble convene meet
        rally congregate; choose pick opt select; try attempt seek bid effort; help aid assist
        support; stop halt prevent block; allow let permit; force make compel oblige; ask request
        inquire question; answer reply respond; tell inform notify alert; explain describe
        account explanation; show reveal display demonstrate; see watch view observe spot; hear
        listen; look appear seem; find discover locate; search hunt seek look; check examine
        inspect test; think believe consider contemplate ponder mull thought; know aware learn
        understand; remember recall recollect; forget; decide determine resolve decision; plan
        intend scheme propose proposal recipe strategy; hope wish aspire; want desire wish; need
        require necessity must; like enjoy love; hate loathe dislike; praise commend applaud hail
        laud; criticize criticise slam blast condemn denounce attack; mock ridicule deride
        insult; promise vow pledge; refuse reject decline deny; accept agree; admit concede
        acknowledge confess; apologize apologise sorry apology regret; thank grateful gratitude;
        exploit prey use abuse advantage; botch bungle mishandle fumble; portray paint depict
        describe characterize; gain win earn obtain secure acquire; lift raise hike increase boost;
        improve better enhance upgrade boost; worsen worse deteriorate; exceed outweigh surpass
        top pass over more; include contain comprise feature among; consist made comprise;
        involve entail engage; exclude omit leave; cause lead result reason due because prompt
        trigger; send dispatch deliver ship mail; receive get obtain; lend loan borrow; owe debt;
        save rescue saving; lose lost missing; spend spending; share split divide; join link
        connect unite; separate split divide part; follow pursue chase; avoid evade escape shun;
        escape flee run; fight battle combat struggle tackle; surrender yield; protect guard
        defend safeguard shield security secure; warn caution alert; threaten threat menace;
        encourage urge spur; discourage deter dissuade; train training drill; practice practise
        exercise; measure step action; fail failure unsuccessful; succeed success successful;
        smuggle traffic funnel channel; channel funnel conduit through; migrant immigrant refugee
        alien undocumented asylum; border frontier boundary; abroad overseas foreign; deport
        expel; racial race racism racist ethnic; division divide split rift; faith religion
        religious belief; muslim islamic islam; jewish jew israeli; holiday vacation christmas;
        today currently now present; ancient classical historic; ninety nine-tenths;
        happen occur unfold transpire place; tribute homage honor honour; fund bankroll finance;
        ask seek request appeal; hand give pass turn deliver; anger enrage infuriate; quit resign
        resignation step_down; hire recruit appoint; fire dismiss sack lay_off oust; entrepreneur
        businesswoman businessman; motherhood mother; wedding marriage; contract deal agreement;
        watchdog monitor; owner own proprietor possess; guest visitor; newly recently just freshly
        """.split(";")
)
"""By lemma. They tell whether a word of a statement can come from its evidence, no more."""
