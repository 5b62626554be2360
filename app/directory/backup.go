package directory

// Verbs of backups of the whole data folder.
const (
	VerbBackupMade     Verb = "backup-made"
	VerbBackupRestored Verb = "backup-restored"
)
