-- Derived state: which statements report what the same person is already on record with. Can be dropped and rebuilt.

create table said_again (
    statement_id integer primary key references statement on delete cascade,
    -- The statement that is shown for both; never one that stands in this table itself.
    first_id integer not null references statement on delete cascade,
    check (statement_id <> first_id)
) strict;

create index said_again_by_first on said_again (first_id);

-- In how many places articles report the person's statements; statement_count counts what is said again once.
alter table person add column report_count integer not null default 0;

-- Persons whose statements must be compared anew. Kept by triggers, so that no way in which a statement comes to a
-- person or leaves one can be forgotten.
create table unsettled_record (person_id integer primary key references person on delete cascade) strict;

create trigger statement_moves after update of person_id on statement when old.person_id is not new.person_id begin
    insert or ignore into unsettled_record (person_id)
    select value from (select old.person_id as value union select new.person_id) where value is not null;
end;

create trigger statement_goes after delete on statement when old.person_id is not null begin
    insert or ignore into unsettled_record (person_id) values (old.person_id);
end;

insert into unsettled_record (person_id) select distinct person_id from statement where person_id is not null;
