-- Ground state: what was saved, and every revision of it.

create table article (
    article_id integer primary key,
    -- Derived from the canonical source address, so that it survives a rebuild of the database.
    public_id text not null unique,
    slug text not null,
    title text not null,
    published_on text check (published_on is null or published_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    source_url text,
    site text not null,
    ordered integer not null check (ordered in (0, 1)),
    -- The revision shown; its lines are the article's lines.
    revision_id integer not null,
    first_loaded_at text not null,
    -- The analysis that read it (0: not yet). Derived.
    analysis_version integer not null default 0,
    statement_count integer not null default 0,
    -- What listings sort by; articles without a date come last.
    day text not null generated always as (coalesce(published_on, '')) stored
) strict;

create index article_by_day on article (day desc, public_id desc);
create index article_by_site on article (site, day desc, public_id desc);
create index article_by_analysis on article (analysis_version);

create table revision (
    revision_id integer primary key,
    article_id integer not null references article on delete cascade,
    number integer not null,
    title text not null,
    published_on text,
    source_url text,
    -- SHA-256 over title, date, canonical address, order and lines: the same text twice is no new revision.
    content_hash text not null,
    loaded_at text not null,
    -- Where it came from, for the reader: a file's name.
    origin text not null,
    unique (article_id, number)
) strict;

create table line (
    line_id integer primary key,
    revision_id integer not null references revision on delete cascade,
    -- From 0, in the stored order.
    position integer not null,
    key text not null,
    text text not null,
    unique (revision_id, position)
) strict;

-- Counts the committed writes; whatever keeps something made from the database keeps this number beside it.
create table data_version (value integer not null) strict;

insert into data_version (value) values (0);
