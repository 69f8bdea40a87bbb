-- Ground state: work that goes on behind a request and outlives it, such as fetching a page. What ended stays, with its
-- reason, so that one can see what became of everything that was asked for.

create table job (
    -- Part of an address, so never given twice.
    job_id integer primary key autoincrement,
    kind text not null,
    -- What is to be done, as JSON; its form is the kind's.
    payload text not null,
    state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
    -- How often it was begun.
    attempts integer not null default 0,
    -- Instants here are whole seconds, so that they sort as text.
    run_after text not null,
    -- How far it is, of how many steps; both 0 where that is not known.
    done integer not null default 0,
    total integer not null default 0,
    -- For readers: what it is at, what came of it, or why it failed.
    message text not null default '',
    -- The permanent id of the article that came of it.
    article text,
    -- The name of whoever asked, as it was then.
    asked_by text,
    asked_at text not null,
    started_at text,
    ended_at text
) strict;

create index job_by_state on job (state, run_after, job_id);
create index job_by_number on job (state, job_id);

-- What was uploaded and is still to be read; gone when its job ends.
create table job_file (
    job_id integer primary key references job on delete cascade,
    content blob not null
) strict;

-- What came of each part of a job that has several, such as the files of an archive.
create table job_part (
    job_id integer not null references job on delete cascade,
    position integer not null,
    name text not null,
    outcome text not null check (outcome in ('loaded', 'revised', 'unchanged', 'skipped', 'deleted')),
    article text,
    reason text,
    primary key (job_id, position)
) strict, without rowid;
