-- Pictures of articles that are kept here: which file has the picture that a page names. The files lie in a folder beside
-- the database.

create table picture (
    -- As the layout of a revision names it.
    url text primary key,
    -- Made from the picture's bytes, so that the same picture is kept once.
    file text not null,
    width integer not null check (width > 0),
    height integer not null check (height > 0)
) strict, without rowid;
