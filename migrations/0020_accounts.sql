-- Accounts: who may sign in, by what they are recognized, and what was done by whom. Nothing here says anything of articles.

create table user (
    -- Never given again, so that the list of what was done stays true.
    user_id integer primary key autoincrement,
    name text not null,
    -- The name in small letters: two that differ in nothing else are one.
    name_key text not null unique,
    shown_name text not null,
    role text not null check (role in ('reader', 'editor', 'owner')),
    -- Argon2id, as a PHC string. Null: cannot sign in with a password.
    password_hash text,
    -- The second factor: the secret, from when it is asked for, and the last time step that was taken.
    totp_secret blob,
    totp_step integer,
    created_at text not null
) strict;

create index user_by_role on user (role);

-- Only the SHA-256 of what a browser or a program shows is kept; whoever reads this file can be nobody with it.
create table session (
    session_id integer primary key autoincrement,
    user_id integer not null references user on delete cascade,
    token_hash blob not null unique,
    created_at text not null,
    seen_at text not null,
    address text not null,
    browser text not null
) strict;

create index session_by_user on session (user_id, seen_at desc, session_id desc);

create table token (
    token_id integer primary key autoincrement,
    user_id integer not null references user on delete cascade,
    token_hash blob not null unique,
    name text not null,
    may_read integer not null check (may_read in (0, 1)),
    may_add integer not null check (may_add in (0, 1)),
    created_at text not null,
    used_at text
) strict;

create index token_by_user on token (user_id, token_id desc);

create table recovery_code (
    user_id integer not null references user on delete cascade,
    code_hash blob not null,
    primary key (user_id, code_hash)
) strict, without rowid;

-- Who did what. Names stay as they were, whatever becomes of the account.
create table audit (
    audit_id integer primary key autoincrement,
    done_at text not null,
    user_id integer,
    who text not null,
    address text not null,
    deed text not null,
    about text not null
) strict;

-- The house itself: one row.
create table instance (
    instance_id integer primary key check (instance_id = 1),
    -- Holds from the first account on; before, everybody can read and nobody change anything.
    visibility text not null check (visibility in ('public', 'private'))
) strict;

insert into instance (instance_id, visibility) values (1, 'private');
