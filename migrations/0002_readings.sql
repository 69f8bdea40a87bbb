-- Derived state: what the analysis and the identity rules make of the articles. All of it can be dropped and rebuilt.

create table person (
    person_id integer primary key,
    slug text not null unique,
    name text not null,
    -- The surname first, folded, for lists by name.
    sort_name text not null,
    -- As in cast_member: who is settled together.
    surname text not null,
    statement_count integer not null default 0,
    article_count integer not null default 0,
    first_on text,
    last_on text
) strict;

create index person_by_name on person (sort_name, slug);
create index person_by_surname on person (surname);
create index person_by_statements on person (statement_count desc, sort_name, slug);

create table cast_member (
    cast_id integer primary key,
    article_id integer not null references article on delete cascade,
    -- Index in the reading.
    position integer not null,
    name text not null,
    -- The last word of the name's slug. Identity compares only members that share it.
    surname text not null,
    full_name integer not null check (full_name in (0, 1)),
    gender text check (gender in ('female', 'male')),
    -- The address this one has as long as nobody else is known to be the same person: of a full name the name's slug,
    -- else `surname_articleid`.
    own_slug text not null,
    person_id integer references person,
    unique (article_id, position)
) strict;

create index cast_by_person on cast_member (person_id, article_id);
create index cast_by_surname on cast_member (surname, article_id);
create index cast_by_own_slug on cast_member (own_slug);

create table cast_form (
    cast_id integer not null references cast_member on delete cascade,
    form text not null,
    primary key (cast_id, form)
) strict, without rowid;

create table cast_title (
    cast_id integer not null references cast_member on delete cascade,
    position integer not null,
    title text not null,
    primary key (cast_id, position)
) strict, without rowid;

-- Offsets are bytes in the line's text, end exclusive.
create table mention (
    article_id integer not null references article on delete cascade,
    line_id integer not null references line on delete cascade,
    span_start integer not null,
    span_end integer not null,
    cast_id integer not null references cast_member on delete cascade,
    primary key (article_id, line_id, span_start)
) strict, without rowid;

create index mention_by_cast on mention (cast_id, line_id);

create table statement (
    statement_id integer primary key,
    article_id integer not null references article on delete cascade,
    line_id integer not null references line on delete cascade,
    -- Index in the reading.
    position integer not null,
    kind text not null check (kind in ('direct', 'mixed', 'indirect')),
    -- Spans of the words, as "start-end start-end".
    words text not null,
    cue_start integer,
    cue_end integer,
    speaker_type text not null check (speaker_type in ('person', 'organization', 'unresolved')),
    cast_id integer references cast_member on delete cascade,
    -- The person the cast member turned out to be; set together with cast_member.person_id.
    person_id integer references person,
    organization text,
    reason text,
    -- What names the speaker, and on which line.
    speaker_line_id integer references line on delete cascade,
    speaker_start integer,
    speaker_end integer,
    evidence text check (evidence in ('named', 'title', 'pronoun', 'carried')),
    -- The article's day, for each person's statements in date order.
    day text not null,
    check ((speaker_type = 'person') = (cast_id is not null)),
    check ((speaker_type = 'organization') = (organization is not null)),
    check ((speaker_type = 'unresolved') = (reason is not null)),
    unique (article_id, position)
) strict;

create index statement_by_person on statement (person_id, day, article_id, position);
create index statement_by_line on statement (line_id);
create index statement_by_cast on statement (cast_id);

-- Surnames whose persons must be settled again, because an article that names them was added or changed.
create table unsettled_surname (surname text primary key) strict, without rowid;
