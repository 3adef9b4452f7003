package palette

import (
	"slices"
	"strings"

	"github.com/quartet-os/quartet/ui/keys"
)

// askedKeys has the words that people type for a key and that stand neither on it nor in what is said of it. The name
// of a command is none of them, unless the key does what the command does.
var askedKeys = map[keys.Action]string{
	keys.StepOn:        "forward advance proceed",
	keys.StopOn:        "skip jump event",
	keys.StopBack:      "back previous backward backwards return",
	keys.StepBack:      "rewind reverse",
	keys.PlayOrPause:   "stop play halt animate autoplay continue",
	keys.Faster:        "speed quicker",
	keys.Slower:        "speed",
	keys.GoFirst:       "restart reset start begin beginning boot again rerun",
	keys.GoLast:        "latest last",
	keys.SpawnAny:      "create thread process coroutine new add",
	keys.SpawnProducer: "create add",
	keys.SpawnConsumer: "create",
	keys.InjectTimeout: "expire",
	keys.KillSelected:  "terminate cancel delete remove",
	keys.RunNext:       "force schedule",
	keys.OpenPrompt:    "console terminal",
	keys.Undo:          "revert",
	keys.OtherFuture:   "branch redo",
	keys.OpenInspector: "details locals stack registers pcb",
	keys.NextListing:   "code source",
	keys.ShowScheduler: "kernel",
	keys.ShowMeasures:  "statistics stats metrics throughput latency utilisation utilization",
	keys.AskWhy:        "stuck blocked explain reason hang hangs waiting",
	keys.AskAll:        "check verify prove bug bugs possible model explore test",
	keys.AskNext:       "quiz question predict guess exercise",
	keys.AskHint:       "clue tip stumped",
	keys.OpenChoices:   "decide schedule pick manual interleave",
	keys.OpenWorlds:    "compare diff difference split cure",
	keys.FocusPanel:    "switch panel",
	keys.ZoomIn:        "magnify",
	keys.SwitchTheme:   "color colour colors colours dark light contrast",
	keys.SwitchLayout:  "projector bigger font beamer big size presentation lecture",
	keys.SwitchMotion:  "animation animations",
	keys.SwitchAnswers: "spoiler spoilers solution conceal",
	keys.CloseTop:      "cancel",
	keys.OpenPicker:    "examples example load browse shelf presets list library",
	keys.OpenScenePage: "about info description moral exercise task cure",
	keys.OpenEditor:    "fix change modify repair cure code",
	keys.EditOutside:   "vim vi emacs",
	keys.Reload:        "refresh reload",
	keys.Save:          "store",
	keys.CopyScreen:    "clipboard yank",
	keys.SavePicture:   "screenshot export image png svg print",
	keys.LiveCast:      "video film movie gif export",
	keys.OpenHelp:      "help shortcuts hotkeys manual keyboard bindings",
	keys.Redraw:        "refresh garbled",
	keys.Suspend:       "background",
	keys.Quit:          "exit leave bye",
}

// askedCommands has the words that people type for a command.
var askedCommands = map[string]string{
	"tour": "tutorial introduction intro learn beginner guide newcomer", "until": "continue",
	"break": "breakpoint", "find": "search", "record": "script macro export", "capacity": "resize",
	"policy": "scheduler algorithm preempt", "layout": "screen", "watch": "variable",
	"hide": "spoiler spoilers conceal secret quiz", "show": "reveal uncover",
	"mend":     "cure cures fix repair solution solve remedy heal",
	"puzzle":   "exercise quiz riddle challenge bug wrong",
	"odds":     "likely likelihood probability probable chance chances percent random luck",
	"livelock": "for ever endless nobody gets on progress spin busy round and round",
	"fate": "doom doomed decided decides decide when too late safe hopeless avoidable still possible lost point no " +
		"return",
}

// fillers are words of a question that say nothing of what is looked for.
var fillers = strings.Fields("a an the to how do i it go can what is was of my me does")

// wanted returns what of a query says what is looked for: all of it where every word is a filler.
func wanted(query string) []string {
	all := strings.Fields(strings.ToLower(query))
	few := slices.DeleteFunc(slices.Clone(all), func(w string) bool { return slices.Contains(fillers, w) })
	if len(few) == 0 {
		return all
	}
	return few
}

// leastBegun is the fewest letters by which a word that people type is taken as begun.
const leastBegun = 3

// askedFor returns how well words ask for an entry: itsName where each is one of those by which people ask for it or
// a word of its text, and one of the former at least; inside where the last of them is only begun.
func (e *Entry) askedFor(words []string) (well int) {
	if len(e.Asked) == 0 {
		return scattered
	}
	own := strings.FieldsFunc(strings.ToLower(e.Name+" "+e.Does), apart)
	asked, begun := false, false
	for i, w := range words {
		switch {
		case slices.Contains(e.Asked, w):
			asked = true
		case slices.Contains(own, w):
		case i == len(words)-1 && len(w) >= leastBegun &&
			slices.ContainsFunc(e.Asked, func(one string) bool { return strings.HasPrefix(one, w) }):
			asked, begun = true, true
		default:
			return scattered
		}
	}
	switch {
	case !asked:
		return scattered
	case begun:
		return inside
	}
	return itsName
}
