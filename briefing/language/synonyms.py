"""Near synonyms of the words in which events are reported."""

from __future__ import annotations

from typing import Final

__all__ = ["SYNONYMS"]


def _groups(listed: str) -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(word.replace("_", " ") for word in group.split()) for group in listed.split(";")
    )


SYNONYMS: Final = _groups(
    """
    say tell state declare announce note remark add comment explain stress emphasize emphasise
        point_out insist assert maintain argue contend claim reiterate repeat underline
        underscore report inform clarify affirm confirm express assure write mention reveal
        disclose voice statement declaration;
    warn caution alert warning;
    threaten threat warn ultimatum;
    call_for urge demand ask request call appeal press seek call_on want insist push press_for
        plead;
    believe think consider regard view see feel deem hold find opinion;
    accuse blame charge allege fault;
    praise hail welcome applaud commend laud;
    condemn denounce deplore criticize criticise decry slam blast deride lambaste attack;
    reject refuse decline turn_down rebuff dismiss deny oppose spurn veto;
    refuse unwilling;
    accept agree consent approve endorse back concede give_in;
    agree agreement deal accord pact consensus treaty consent;
    support back endorse help aid assist favour favor backing;
    promise pledge vow commit undertake swear guarantee commitment assurance;
    plan intend aim mean intention propose prepare want hope;
    begin start launch open initiate commence resume restart;
    end stop halt cease finish terminate conclude quit close break_off;
    stop halt suspend freeze pause interrupt;
    continue keep go_on remain stay persist proceed;
    hold keep retain possess have stage conduct organize organise host;
    increase rise grow raise expand climb boost add surge up escalate;
    decrease fall reduce cut drop decline lower shrink lessen slash down ease;
    improve better improvement enhance strengthen;
    worsen deteriorate exacerbate aggravate complicate escalate;
    speed_up speed accelerate hasten quicken;
    extend prolong lengthen renew;
    lift end remove abolish scrap drop rescind;
    prevent block stop bar forestall avoid avert obstruct hinder hamper keep_from hold_from
        stop_from;
    ban prohibit forbid bar outlaw;
    allow let permit enable authorize authorise grant admit;
    restrict limit curb;
    restriction limit curb ban barrier;
    give provide supply offer grant send deliver hand contribute furnish extend donate share;
    share exchange;
    send dispatch deploy ship deliver;
    deploy deployment station place;
    expel oust eject deport force_out drive_out;
    get receive obtain gain win acquire accept;
    show demonstrate prove reveal indicate reflect;
    kill murder slay assassinate die death dead slaughter;
    injure wound hurt;
    attack assault strike raid hit bomb bombing shell offensive invade;
    hit strike;
    close shut;
    fight battle combat clash struggle fighting war conflict;
    war conflict hostilities;
    fire launch shoot use;
    use employ utilize utilise apply;
    destroy demolish ruin wreck;
    arrest detain hold seize capture custody apprehend;
    free release liberate;
    jail imprison prison sentence detention;
    leave depart withdraw quit go exit;
    withdraw withdrawal pull_out pullout retreat removal pull_back departure;
    arrive reach come get;
    return go_back come_back;
    meet talk confer discuss meeting talks negotiate negotiation;
    talk negotiation dialogue discussion consultation;
    discuss debate;
    try attempt seek endeavour endeavor strive effort struggle;
    lead head run cause;
    cause prompt trigger lead spark provoke bring result set_off give_rise force drive make;
    make create build produce form construct;
    establish found create set_up form introduce institute;
    change alter amend modify shift turn;
    fix repair settle resolve solve;
    choose elect select pick;
    appoint name nominate designate;
    vote ballot poll;
    investigate probe examine inquire study look_into inquiry investigation;
    question interrogate query;
    study examine look_at;
    see watch observe monitor witness;
    prosecute try trial charge indict;
    buy purchase acquire;
    sell sale;
    pay spend;
    pay payment;
    need require necessary have;
    ready prepared willing;
    cancel call_off scrap;
    delay postpone put_off defer;
    disappear missing vanish lost;
    join enter take_part participate attend participation;
    respond answer reply react retaliate response reaction;
    keep_to honour honor respect observe adhere comply uphold abide;
    break violate breach renege flout infringe violation;
    protest demonstrate rally march demonstration protester;
    protest object oppose;
    protect defend guard shield;
    sever cut break break_off end;
    cut cut_off;
    carry_out conduct perform execute commit;
    finish complete;
    become grow turn;
    know understand realise realize aware;
    remember recall;
    face confront;
    hide conceal;
    put place set;
    large big huge great major large-scale vast;
    small little minor;
    new fresh recent latest;
    quick fast rapid swift soon;
    important significant key major crucial vital;
    main chief key principal;
    former ex previous;
    strong firm;
    hard difficult tough;
    harsh tough strong severe;
    almost nearly about approximately around some roughly;
    more further additional extra other;
    many several numerous multiple;
    whole entire all full complete total;
    soldier troop force military army peacekeeper serviceman;
    rebel insurgent guerrilla militant fighter;
    official officer authority spokesman spokeswoman spokesperson representative;
    government administration authority cabinet regime;
    leader head chief president leadership;
    minister secretary;
    country nation state;
    member participant;
    city town;
    area region territory zone province;
    territory soil land;
    border frontier;
    house home residence building;
    people person resident citizen public population;
    child kid youth;
    company firm business;
    money fund cash;
    aid help assistance relief;
    weapon arm missile arms weaponry;
    plan proposal scheme project;
    plane aircraft;
    crisis conflict situation;
    problem issue difficulty trouble;
    reason cause;
    result outcome consequence;
    way means method;
    today now currently present;
    moment time point;
    document paper text report;
    newspaper weekly daily paper;
    agency organization organisation body;
    organization group organisation movement party;
    refugee displaced migrant;
    visit trip travel;
    job work task role;
    task responsibility duty;
    power authority;
    range reach;
    ceasefire truce;
    accident crash;
    crash collide;
    find discover locate;
    lose loss;
    win victory defeat beat;
    earn make;
    treat handle;
    fear worry concern afraid anxious;
    hope wish
    """
)
"""By lemma; a verb with its particle is one entry. A word may stand in several groups."""
