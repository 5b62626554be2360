package main

// globals are the options of every command. The texts of all options are in the
// translations under "ctl.option.", those of commands under "ctl.command.".
type globals struct {
	Data         string   `placeholder:"folder"`
	As           string   `placeholder:"name"`
	PasswordFile string   `placeholder:"file"`
	FactorFile   string   `placeholder:"file"`
	JSON         bool     `name:"json"`
	Lang         string   `placeholder:"lang"`
	Yes          bool     `short:"y"`
	Help         helpFlag `short:"h"`
}

// grammar is the command line.
type grammar struct {
	globals

	Org          orgCommands          `cmd:""`
	Project      projectCommands      `cmd:""`
	Unit         unitCommands         `cmd:""`
	Chart        chartCommands        `cmd:""`
	Budget       budgetCommands       `cmd:""`
	Funding      fundingCommands      `cmd:""`
	Rate         rateCommands         `cmd:""`
	Book         bookCommands         `cmd:""`
	Journal      journalCommands      `cmd:""`
	User         userCommands         `cmd:""`
	Field        fieldCommands        `cmd:""`
	Role         roleCommands         `cmd:""`
	Key          keyCommands          `cmd:""`
	Usr          usrCommands          `cmd:""`
	Import       importCommand        `cmd:""`
	ImportLedger importLedgerCommand  `cmd:""`
	Fec          fecCommands          `cmd:""`
	Inbox        inboxCommands        `cmd:""`
	Outbox       outboxCommands       `cmd:""`
	Record       recordCommands       `cmd:""`
	Alarm        alarmCommands        `cmd:""`
	Account      accountCommands      `cmd:""`
	Module       moduleCommands       `cmd:""`
	Code         codeCommands         `cmd:""`
	Poste        posteCommands        `cmd:""`
	Licence      licenceCommands      `cmd:""`
	Contribution contributionCommands `cmd:""`
	Voucher      voucherCommands      `cmd:""`
	Batch        batchCommands        `cmd:""`
	Post         postCommand          `cmd:""`
	Reverse      reverseCommand       `cmd:""`
	Repost       repostCommand        `cmd:""`
	Posting      postingCommands      `cmd:""`
	Close        closeCommands        `cmd:""`
	Year         yearCommands         `cmd:""`
	Letter       letterCommands       `cmd:""`
	Reconcile    reconcileCommands    `cmd:""`
	Template     templateCommands     `cmd:""`
	Advance      advanceCommands      `cmd:""`
	Funds        fundsCommands        `cmd:""`
	Count        countCommands        `cmd:""`
	Mail         mailCommands         `cmd:""`
	Provisional  provisionalCommands  `cmd:""`
	History      historyCommands      `cmd:""`
	Report       reportCommands       `cmd:""`
	Verify       verifyCommand        `cmd:""`
	Backup       backupCommands       `cmd:""`
	Restore      restoreCommands      `cmd:""`
	Repair       repairCommands       `cmd:""`
	Demo         demoCommand          `cmd:""`
	Completion   completionCommand    `cmd:""`
	Version      versionCommand       `cmd:""`
	Manual       helpCommand          `cmd:"" name:"help"`
}

// command is what every leaf of the grammar is.
type command interface {
	Run(*call) error
	examples() []string // command lines without the program's name
	result() report     // an empty one of what --json prints
}
