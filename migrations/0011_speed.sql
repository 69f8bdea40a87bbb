-- Derived state that lets every list be read along an index, however much somebody says. All of it can be dropped and
-- rebuilt.

-- What the lists of a person's statements are chosen and sorted by, beside the statement, so that none is looked up only
-- to be left out: whether another stands for it (`said_again`), and its article's site.
alter table statement add column again integer not null default 0 check (again in (0, 1));
alter table statement add column site text not null default '';

update statement set site = (select site from article where article.article_id = statement.article_id),
    again = exists (select 1 from said_again where said_again.statement_id = statement.statement_id);

create trigger said_again_comes after insert on said_again begin
    update statement set again = 1 where statement_id = new.statement_id;
end;

create trigger said_again_goes after delete on said_again begin
    update statement set again = 0 where statement_id = old.statement_id;
end;

drop index statement_by_person;
create index statement_by_person on statement (person_id, again, day, kind, site, article_id, position);
create index statement_by_day on statement (again, day, person_id);

-- The article's day, for each person's articles in date order.
alter table cast_member add column day text not null default '';

update cast_member set day = (select day from article where article.article_id = cast_member.article_id);

drop index cast_by_person;
create index cast_by_person on cast_member (person_id, day, article_id);

-- Articles with statements are told from others without being looked up.
drop index article_by_day;
create index article_by_day on article (day desc, public_id desc, statement_count);
drop index article_by_site;
create index article_by_site on article (site, day desc, public_id desc, statement_count);

-- What goes with a line that is deleted.
create index mention_by_line on mention (line_id);
create index statement_by_speaker_line on statement (speaker_line_id) where speaker_line_id is not null;

-- Who is named in the words of which statement.
create table said_about (
    statement_id integer not null references statement on delete cascade,
    cast_id integer not null references cast_member on delete cascade,
    -- As in statement: set together with cast_member.person_id.
    person_id integer references person,
    -- As in statement.
    day text not null,
    primary key (statement_id, cast_id)
) strict, without rowid;

create index said_about_by_person on said_about (person_id, day, statement_id);
create index said_about_by_cast on said_about (cast_id);

insert into said_about (statement_id, cast_id, person_id, day)
select distinct s.statement_id, m.cast_id, c.person_id, s.day
from statement s
    cross join mention m on m.article_id = s.article_id and m.line_id = s.line_id
    cross join cast_member c on c.cast_id = m.cast_id
    cross join json_each('["' || replace(s.words, ' ', '","') || '"]') word
where cast(word.value as integer) <= m.span_start
    and cast(substr(word.value, instr(word.value, '-') + 1) as integer) >= m.span_end;

-- What a person's page counts over all of their articles and statements, counted once, after each change.
create table person_summary (
    person_id integer not null references person on delete cascade,
    part text not null check (part in ('title', 'form', 'companion', 'month', 'source', 'named')),
    -- The number within the part.
    place integer not null,
    -- The title, the form, the month's first day, the site; none where it is somebody else.
    text text,
    other_id integer references person on delete cascade,
    count integer not null,
    first_on text,
    last_on text,
    primary key (person_id, part, place),
    check ((text is null) = (other_id is not null))
) strict, without rowid;

create index person_summary_by_other on person_summary (other_id) where other_id is not null;

-- Persons who must be counted anew. Kept by triggers, as in `unsettled_record`.
create table unsettled_summary (person_id integer primary key references person on delete cascade) strict;

insert into unsettled_summary (person_id) select person_id from person;

create trigger statement_moves_in_summary after update of person_id, again on statement
when old.person_id is not new.person_id or old.again <> new.again begin
    insert or ignore into unsettled_summary (person_id)
    select value from (select old.person_id as value union select new.person_id) where value is not null;
end;

create trigger statement_goes_from_summary after delete on statement when old.person_id is not null begin
    insert or ignore into unsettled_summary (person_id) values (old.person_id);
end;

-- Everybody in the article has them for company.
create trigger cast_member_moves after update of person_id on cast_member when old.person_id is not new.person_id begin
    update said_about set person_id = new.person_id where cast_id = new.cast_id;
    insert or ignore into unsettled_summary (person_id)
    select value from (
        select old.person_id as value
        union select c.person_id from cast_member c where c.article_id = new.article_id)
    where value is not null;
end;

create trigger cast_member_goes after delete on cast_member when old.person_id is not null begin
    insert or ignore into unsettled_summary (person_id)
    select value from (
        select old.person_id as value
        union select c.person_id from cast_member c where c.article_id = old.article_id)
    where value is not null;
end;
