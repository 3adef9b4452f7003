package panel

// Layout says how the screen is divided.
type Layout uint8

// The layouts.
const (
	Explore   Layout = iota // everything, as much as the size allows
	Projector               // few large things, for the back row
	Teach                   // large tokens, the goal and the newest sentences
	Queues                  // the queues as large as possible
	Source                  // the whole source, with everybody at their line

	Auto = Explore // what a screen begins with
)

// layoutNames are the layouts' names, by Layout; it is only read.
var layoutNames = [...]string{"explore", "projector", "teach", "queues", "source"}

// about says what each layout is for, by Layout; it is only read.
var about = [...]string{
	"everything, as much as fits", "few large things, for the back row",
	"large tokens, the goal, sentences", "the queues as large as possible",
	"the whole text, and everybody in it",
}

// Layouts lists all layouts, the one that a screen begins with first.
func Layouts() []Layout {
	all := make([]Layout, len(layoutNames))
	for i := range all {
		all[i] = Layout(i)
	}
	return all
}

// LayoutByName returns the layout of a name; "auto" is the one that a screen begins with.
func LayoutByName(name string) (Layout, bool) {
	if name == "auto" {
		return Auto, true
	}
	for i, n := range layoutNames {
		if n == name {
			return Layout(i), true
		}
	}
	return Auto, false
}

// LayoutNames lists the names of all layouts, "auto" first.
func LayoutNames() []string { return append([]string{"auto"}, layoutNames[:]...) }

// About says what a layout is for.
func (l Layout) About() string {
	if int(l) < len(about) {
		return about[l]
	}
	return ""
}

// String returns the name of a layout as options and scripts write it.
func (l Layout) String() string {
	if int(l) < len(layoutNames) {
		return layoutNames[l]
	}
	return ""
}
