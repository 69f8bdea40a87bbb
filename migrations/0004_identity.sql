-- Derived state: names in several spellings, and persons who may be one. All of it can be dropped and rebuilt.

-- The key that all spellings of a surname share; members whose surnames share it are settled together. Filled when a
-- surname is first settled, emptied when newer identity rules come.
create table surname_key (
    surname text primary key,
    key text not null
) strict, without rowid;

create index surname_by_key on surname_key (key);

-- Two persons who may be one where the articles do not settle it, for the reader to decide.
create table possible_match (
    one_id integer not null references person on delete cascade,
    other_id integer not null references person on delete cascade,
    -- How their names differ, and the words that do.
    difference text not null
        check (difference in ('same-name', 'spelling', 'middle', 'short-form', 'initial', 'generation', 'surname')),
    detail text not null,
    -- Why they are not joined.
    doubt text not null check (doubt in ('untied', 'several', 'gender')),
    primary key (one_id, other_id),
    check (one_id <> other_id)
) strict, without rowid;

create index possible_match_by_other on possible_match (other_id, one_id);

-- The identity rules that settled the persons (0: none, or those before this table).
create table identity_version (version integer not null) strict;

insert into identity_version (version) values (0);
