-- Derived state: forms of names are counted anew, with straight apostrophes taken for curved ones, so that a name whose
-- sources set it in two ways stands in the list once.

insert or ignore into unsettled_summary (person_id) select person_id from person;
