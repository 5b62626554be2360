-- The journal of administrative acts: what it is looked through by.

CREATE INDEX act_person ON act (person, seq);
CREATE INDEX act_verb ON act (verb, seq);
CREATE INDEX act_acted ON act (acted);
