package kit

// PasswordField takes a secret; the eye shows it.
type PasswordField struct {
	TextField
}

// NewPasswordField gives an empty field.
func NewPasswordField(s *Services, name string) *PasswordField {
	f := &PasswordField{}
	f.init(s, name)
	f.Password, f.MaxRunes = true, 256
	var eye *tap
	eye = newTap("eye", func() {
		f.Password = !f.Password
		if f.Password {
			eye.setIcon("eye")
		} else {
			eye.setIcon("eye-off")
		}
		f.Refresh()
	})
	f.ActionItem = eye
	f.ExtendBaseWidget(f)
	return f
}
