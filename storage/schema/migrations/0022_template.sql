-- Templates of vouchers, and whether vouchers name accounts when they are entered.

ALTER TABLE organisation ADD COLUMN pre_assignment TEXT NOT NULL DEFAULT 'optional' CHECK (pre_assignment IN ('off', 'optional', 'required'));
