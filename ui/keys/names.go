package keys

import "slices"

// names are the actions' names in a config file, by Action; it is only read. They stay as they are: users' files have
// them.
var names = [Actions]string{
	StepOn: "step", PassOn: "pass", StopOn: "next-stop", StopBack: "previous-stop", MoveOn: "next-move",
	PlayOrPause: "run", Faster: "faster", Slower: "slower", StepBack: "step-back", StepForward: "step-forward",
	PassBack: "pass-back", PassForward: "pass-forward", GoFirst: "first-step", GoLast: "newest-step",

	SpawnProducer: "spawn-producer", SpawnConsumer: "spawn-consumer", SpawnAny: "spawn", InjectTimeout: "timeout",
	TimeoutIn: "timeout-in", KillSelected: "kill", WakeSelected: "wake", RunNext: "run-next",
	RaiseInterrupt: "interrupt",
	CapacityUp:     "larger-queue", CapacityDown: "smaller-queue", OpenPrompt: "prompt", Undo: "undo",
	OtherFuture: "other-future",

	SelectNext: "select-next", SelectPrevious: "select-previous", OpenInspector: "inspect",
	NextListing: "next-listing", ShowScheduler: "scheduler", ShowMeasures: "measures", AskWhy: "why",
	AskAll: "every-schedule", AskNext: "ask-next", AskHint: "hint", OpenChoices: "choices", ZoomIn: "zoom-in",
	ZoomOut:      "zoom-out",
	SwitchTheme:  "next-theme",
	SwitchLayout: "next-layout", SwitchMotion: "motion", SwitchAnswers: "answers",
	FocusPanel: "focus", CloseTop: "close",

	OpenPicker: "scenes", OpenScenePage: "scene-page", OpenPalette: "palette", OpenEditor: "edit",
	EditOutside: "your-editor", Reload: "reload", Save: "save", OpenHelp: "help", CopyScreen: "copy-screen",
	SavePicture: "save-picture", LiveCast: "record", SwitchMouse: "mouse", Redraw: "redraw", Suspend: "suspend",
	Quit: "quit", QuitAtOnce: "quit-at-once",

	CursorUp: "up", CursorDown: "down", CursorPageUp: "page-up", CursorPageDown: "page-down", CursorFirst: "first",
	CursorLast: "last", Accept: "accept", StartFilter: "filter", Complete: "complete",
	CompleteBack: "complete-back",
	OlderLine:    "earlier", NewerLine: "later", AnswerYes: "leave", AnswerNo: "stay", AnswerSave: "save-and-leave",
	AskAnyWake: "any-wake-order", AskOtherGrain: "other-grain", GoThrough: "go-through",
	CancelAsking: "stop", TakeNumbered: "take-numbered", CursorLeft: "left", CursorRight: "right",
	WordLeft: "word-left", WordRight: "word-right", LineStart: "line-start", LineEnd: "line-end",
	BreakLine: "new-line", Indent: "indent", Outdent: "outdent", DeleteBack: "delete-back", DeleteOn: "delete",
	CutWordLeft: "delete-word-back", CutWordRight: "delete-word", CutLineStart: "delete-to-start",
	CutLineEnd: "delete-to-end", UndoEdit: "undo", RedoEdit: "redo", KeepCopy: "keep-copy", ApplyEdit: "apply",
	SelectLeft: "select-left", SelectRight: "select-right", SelectUp: "select-up", SelectDown: "select-down",
	SelectWordLeft: "select-word-left", SelectWordRight: "select-word-right",
	SelectLineStart: "select-to-line-start", SelectLineEnd: "select-to-line-end",
	SelectPageUp: "select-page-up", SelectPageDown: "select-page-down", SelectFirst: "select-to-first",
	SelectLast: "select-to-last", SelectText: "select-all", CopyText: "copy", CutText: "cut", PasteText: "paste",
	NextValue: "next-value", PreviousValue: "previous-value",
	ScrollLeft: "scroll-left", ScrollRight: "scroll-right", OpenWorlds: "two-worlds", SwapWorlds: "swap",
}

// tables are the names of the modes' tables in a config file, by Mode: those behind [keys.NAME]. The keys of the
// machine stand in [keys] itself. It is only read.
var tables = [Modes]string{
	Prompting: "prompt", Picking: "list", Filtering: "filter", Searching: "palette", Reading: "page",
	Confirming: "leaving", Asking: "asking", Choosing: "choices", Explaining: "why", Introducing: "scene-page",
	Editing: "editor", Switching: "rules", Comparing: "worlds", Predicting: "question",
}

// actionOf finds an action of a mode by its name; it is only read.
var actionOf = func() (all [Modes]map[string]Action) {
	for _, g := range Table() {
		if all[g.Mode] == nil {
			all[g.Mode] = map[string]Action{}
		}
		for i := range g.Bindings {
			all[g.Mode][g.Bindings[i].Action.Name()] = g.Bindings[i].Action
		}
	}
	return all
}()

// Name returns the name of an action in a config file.
func (a Action) Name() string {
	if a < Actions {
		return names[a]
	}
	return ""
}

// TableName returns the name of the table of a mode's keys in a config file: "" for the machine's.
func TableName(m Mode) string {
	if m < Modes {
		return tables[m]
	}
	return ""
}

// TableNames lists the names of the tables below keys in a config file.
func TableNames() (all []string) {
	for _, g := range Table() {
		if name := TableName(g.Mode); name != "" && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}

// ModeByTable returns the mode whose keys a table of a config file has.
func ModeByTable(name string) (Mode, bool) {
	if at := slices.Index(tables[:], name); at >= 0 && name != "" {
		return Mode(at), true
	}
	return Browsing, false
}

// fixed are the actions whose key says which of several things is meant, so that no other key could.
var fixed = [...]Action{FocusPanel, TakeNumbered}

// Bindable lists the actions of a mode whose keys can be chosen, in the order of the table.
func Bindable(m Mode) (all []Action) {
	return slices.DeleteFunc(ActionsIn(m), func(a Action) bool { return slices.Contains(fixed[:], a) })
}

// ActionsIn lists the actions of a mode, in the order of the table.
func ActionsIn(m Mode) (all []Action) {
	for _, g := range Table() {
		for i := range g.Bindings {
			if g.Mode == m {
				all = append(all, g.Bindings[i].Action)
			}
		}
	}
	return all
}
