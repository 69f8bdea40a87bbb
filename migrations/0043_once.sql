-- What is still to be done is done once, however often somebody asks for it.
create index job_under_way on job (kind, payload) where state in ('waiting', 'running');

-- A file that several pictures have stays until the last of them is gone.
create index picture_by_file on picture (file);
