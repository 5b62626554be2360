package bankfile

// The elements of camt.053.001 that are read. Where versions differ, both forms
// stand here: the status is text up to version 7 and a code within it since, the
// party stands directly up to version 7 and within Pty since, the amount of a
// transaction stands within AmtDtls up to version 2 and in the transaction too
// since. What may stand once only and counts is a list here, so that a second one
// is seen.

type camtAccount struct {
	IBAN     string `xml:"Id>IBAN"`
	Other    string `xml:"Id>Othr>Id"`
	Currency string `xml:"Ccy"`
}

type camtAmount struct {
	Text     string `xml:",chardata"`
	Currency string `xml:"Ccy,attr"`
}

type camtDay struct {
	Day     string `xml:"Dt"`
	Instant string `xml:"DtTm"`
}

func (d camtDay) text() string {
	if d.Day != "" {
		return d.Day
	}
	return d.Instant
}

type camtBalance struct {
	Code      string       `xml:"Tp>CdOrPrtry>Cd"`
	Amounts   []camtAmount `xml:"Amt"`
	Direction []string     `xml:"CdtDbtInd"`
	Day       camtDay      `xml:"Dt"`
}

type camtEntry struct {
	Reference  string       `xml:"NtryRef"`
	Amounts    []camtAmount `xml:"Amt"`
	Direction  []string     `xml:"CdtDbtInd"`
	Reversal   string       `xml:"RvslInd"`
	Status     camtStatus   `xml:"Sts"`
	Booked     camtDay      `xml:"BookgDt"`
	Value      camtDay      `xml:"ValDt"`
	ByServicer string       `xml:"AcctSvcrRef"`
	Details    []camtDetail `xml:"NtryDtls"`
	Text       string       `xml:"AddtlNtryInf"`
}

type camtStatus struct {
	Text string `xml:",chardata"`
	Code string `xml:"Cd"`
}

type camtDetail struct {
	Transactions []camtTransaction `xml:"TxDtls"`
}

type camtTransaction struct {
	EndToEnd   string       `xml:"Refs>EndToEndId"`
	ByServicer string       `xml:"Refs>AcctSvcrRef"`
	Cheque     string       `xml:"Refs>ChqNb"`
	Mandate    string       `xml:"Refs>MndtId"`
	Amounts    []camtAmount `xml:"Amt"`
	Direction  []string     `xml:"CdtDbtInd"`
	Booked     []camtAmount `xml:"AmtDtls>TxAmt>Amt"`
	Debtor     camtParty    `xml:"RltdPties>Dbtr"`
	Creditor   camtParty    `xml:"RltdPties>Cdtr"`
	Remittance []string     `xml:"RmtInf>Ustrd"`
	Creditors  []string     `xml:"RmtInf>Strd>CdtrRefInf>Ref"`
	Invoices   []string     `xml:"RmtInf>Strd>RfrdDocInf>Nb"`
	Text       string       `xml:"AddtlTxInf"`
}

type camtParty struct {
	Name  string `xml:"Nm"`
	Party string `xml:"Pty>Nm"`
}

func (p camtParty) name() string { return clean(p.Name + p.Party) }
