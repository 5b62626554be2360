package accounting

// Mask is the kind of a transaction: which form it is entered by, and which rules
// it follows.
type Mask string

const (
	MaskFree       Mask = "free"       // any debits and credits; an advanced right
	MaskSupply     Mask = "supply"     // « approvisionnement » of a cash or bank journal
	MaskTransfer   Mask = "transfer"   // « virement interne »
	MaskCost       Mask = "cost"       // « dépense »
	MaskIncome     Mask = "income"     // « recette »
	MaskAdvance    Mask = "advance"    // « avance »
	MaskReceived   Mask = "received"   // « fonds reçus » of a donor
	MaskSettlement Mask = "settlement" // « décompte » of an advance, « règlement » of an open item
	MaskReturn     Mask = "return"     // « restitution » of funds
	MaskOpening    Mask = "opening"    // « à-nouveau »; an advanced right
	MaskClosing    Mask = "closing"    // of a fiscal year; made by its closing
	MaskRestore    Mask = "restore"    // marks where a restore cut the chain; has no lines
)

// Masks lists the kinds that people enter.
func Masks() []Mask {
	return []Mask{
		MaskCost, MaskIncome, MaskSupply, MaskTransfer, MaskAdvance, MaskSettlement, MaskReceived, MaskReturn,
		MaskFree, MaskOpening,
	}
}

// known are all masks that a posting can have.
func (m Mask) known() bool {
	switch m {
	case MaskFree, MaskSupply, MaskTransfer, MaskCost, MaskIncome, MaskAdvance, MaskReceived, MaskSettlement,
		MaskReturn, MaskOpening, MaskClosing, MaskRestore:
		return true
	}
	return false
}
