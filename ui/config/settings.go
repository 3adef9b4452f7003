package config

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/theme"
)

// setting is a line of the file beside the keys.
type setting struct {
	name  string
	about []string // lines of the comment
	usual string   // as the file writes it
	read  func(s *Settings, v *value) (problem string)
}

// settings are all of them, in the order of the file; they are only read.
var settings = [...]setting{
	{
		"theme", []string{
			"The colours: auto takes dark or light, as the terminal's background is, and follows it.",
			"There are " + strings.Join(themeNames(), ", ") + ".",
			"Where NO_COLOR is set there are none, whatever stands here.",
		}, `"auto"`,
		func(s *Settings, v *value) string {
			return oneOf(v, "theme", themeNames(), func(name string) { s.Theme = name })
		},
	},
	{
		"layout", []string{
			"How the screen is divided at first: " + strings.Join(panel.LayoutNames(), ", ") + ".",
		}, `"auto"`,
		func(s *Settings, v *value) string {
			return oneOf(v, "layout", panel.LayoutNames(), func(name string) { s.Layout = name })
		},
	},
	{
		"speed", []string{
			"Steps a second of a run at first: " + speedList() + ".",
		}, "4",
		func(s *Settings, v *value) string {
			if v.kind == textValue || v.kind == numberValue {
				if _, err := SpeedByName(v.text); err == nil {
					s.Speed = v.text
					return ""
				}
			}
			return fmt.Sprintf("there is no speed %s; there are %s", v.shown(), speedList())
		},
	},
	{
		"motion", []string{
			"Whether what a step moves is seen on its way, for less than a quarter of a second. A key never waits",
			"for it.",
		}, "true",
		func(s *Settings, v *value) string {
			if v.kind == boolValue {
				s.Motion = v.text
				return ""
			}
			return fmt.Sprintf("motion is true or false, not %s", v.shown())
		},
	},
}

// settingNamed returns the setting of a name, or nil.
func settingNamed(name string) *setting {
	for i := range settings {
		if settings[i].name == name {
			return &settings[i]
		}
	}
	return nil
}

// auto is what a name of a theme or a layout may be where the program is to choose.
const auto = "auto"

func themeNames() []string { return append([]string{auto}, theme.Names()...) }

// oneOf reads a name out of some; auto leaves the choice to the program.
func oneOf(v *value, what string, names []string, take func(string)) string {
	if v.kind != textValue {
		return fmt.Sprintf("a %s stands in quotes, as in %s = %q", what, what, names[1])
	}
	if !slices.Contains(names, v.text) {
		return fmt.Sprintf("there is no %s %s; %sthere are %s", what, strconv.Quote(short(v.text)),
			meant(v.text, names),
			strings.Join(names, ", "))
	}
	if v.text != auto {
		take(v.text)
	}
	return ""
}

// Speeds are the steps a second that a run can have; 0 stands for top speed. They are only read.
var Speeds = []int{1, 2, 4, 8, 16, 32, 64, 0}

// topSpeed is the name of the last of them.
const topSpeed = "top"

// SpeedNames lists the speeds as the file and the command line write them.
func SpeedNames() []string {
	var all []string
	for _, s := range Speeds[:len(Speeds)-1] {
		all = append(all, strconv.Itoa(s))
	}
	return append(all, topSpeed)
}

// speedList lists them as the file writes them.
func speedList() string {
	return strings.Join(SpeedNames()[:len(Speeds)-1], ", ") + ` and "` + topSpeed + `"`
}

// SpeedByName returns the steps a second of a name; 0 is top speed.
func SpeedByName(name string) (int, error) {
	if at := slices.Index(SpeedNames(), name); at >= 0 {
		return Speeds[at], nil
	}
	return 0, fmt.Errorf("there is no speed %q; there are %s", name, strings.Join(SpeedNames(), ", "))
}
