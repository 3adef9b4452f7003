package panel

// Layout says how the screen is divided.
type Layout uint8

// The layouts.
const (
	Auto      Layout = iota // by size, see Draw
	Projector               // few large things, for the back row
)

// layoutNames are the layouts' names, by Layout; it is only read.
var layoutNames = [...]string{Auto: "auto", Projector: "projector"}

// Layouts lists all layouts, the one by size first.
func Layouts() []Layout {
	all := make([]Layout, len(layoutNames))
	for i := range all {
		all[i] = Layout(i)
	}
	return all
}

// String returns the name of a layout as options and scripts write it.
func (l Layout) String() string {
	if int(l) < len(layoutNames) {
		return layoutNames[l]
	}
	return ""
}
