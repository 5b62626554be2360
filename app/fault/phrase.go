package fault

// Phrase as an argument stands for a text with arguments of its own; several of
// them, as []Phrase, for a list within a sentence.
type Phrase struct {
	Key  Key
	Args Args
}
