-- Corrections that were carried out: what notes name that is gone, which drafts were changed with it, and bodies that
-- were set aside.

-- Hashes of what the note's revisions build on and what cannot be read here, removed wordings among it; a JSON text.
alter table note add column unseen text not null default '[]';

-- Words of a removed wording were taken out of this draft, and its writer has not changed it since.
alter table draft add column corrected integer not null default 0;

drop trigger set_aside_is_never_changed;

-- Threat: the program's own fault, or somebody with the vault open, changes what was set aside. Only a body that a
-- correction names goes, and leaves nothing in its place; `npm run verify` compares it with the officers' signed entries.
create trigger set_aside_is_never_changed before update on set_aside
when not (
  new.body = x'' and exists (select 1 from corrected where entry = old.hash)
  and (new.arrival, new.hash, new.compartment, new.device, new.seq, new.header, new.signature, new.entered_again, new.moved)
    = (old.arrival, old.hash, old.compartment, old.device, old.seq, old.header, old.signature, old.entered_again, old.moved)
)
begin
  select raise(abort, 'entries are never changed');
end;
