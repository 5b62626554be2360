package cashbook

// CheckContent is what is asked of every voucher, wherever it comes from.
func CheckContent(c Content) error {
	_, err := c.cleaned()
	return err
}
