package keys

// Action is what a key asks for.
type Action uint8

// Actions while the machine is on the screen; None is what a key asks for that means nothing.
const (
	None Action = iota

	StepOn
	PassOn
	StopOn
	StopBack
	MoveOn
	PlayOrPause
	Faster
	Slower
	StepBack
	StepForward
	PassBack
	PassForward
	GoFirst
	GoLast

	SpawnProducer
	SpawnConsumer
	SpawnAny
	InjectTimeout
	TimeoutIn
	KillSelected
	WakeSelected
	RunNext
	RaiseInterrupt
	CapacityUp
	CapacityDown
	OpenPrompt
	Undo
	OtherFuture

	SelectNext
	SelectPrevious
	OpenInspector
	NextListing
	ShowScheduler
	ShowMeasures
	AskWhy
	AskAll
	AskNext
	AskHint
	OpenChoices
	OpenWorlds
	ZoomIn
	ZoomOut
	SwitchTheme
	SwitchLayout
	SwitchMotion
	SwitchAnswers
	FocusPanel
	CloseTop

	OpenPicker
	OpenScenePage
	OpenPalette
	OpenEditor
	EditOutside
	Reload
	Save
	OpenHelp
	CopyScreen
	SavePicture
	LiveCast
	SwitchMouse
	Redraw
	Suspend
	Quit
	QuitAtOnce

	actions
)

// Actions of the modes in which something lies over the machine.
const (
	CursorUp Action = actions + iota
	CursorDown
	CursorPageUp
	CursorPageDown
	CursorFirst
	CursorLast
	ScrollLeft
	ScrollRight
	Accept
	StartFilter
	Complete
	CompleteBack
	OlderLine
	NewerLine
	AnswerYes
	AnswerNo
	AnswerSave
	CancelAsking
	AskAnyWake
	AskOtherGrain
	GoThrough
	TakeNumbered
	SwapWorlds
	CursorLeft
	CursorRight
	WordLeft
	WordRight
	LineStart
	LineEnd
	BreakLine
	Indent
	Outdent
	DeleteBack
	DeleteOn
	CutWordLeft
	CutWordRight
	CutLineStart
	CutLineEnd
	SelectLeft
	SelectRight
	SelectUp
	SelectDown
	SelectWordLeft
	SelectWordRight
	SelectLineStart
	SelectLineEnd
	SelectPageUp
	SelectPageDown
	SelectFirst
	SelectLast
	SelectText
	CopyText
	CutText
	PasteText
	UndoEdit
	RedoEdit
	KeepCopy
	ApplyEdit
	NextValue
	PreviousValue
	Actions // how many there are
)

// ReachesOut reports whether what a key asks for writes a file, begins a program, or stops this one for a while.
func ReachesOut(a Action) bool {
	switch a {
	case Save, SavePicture, LiveCast, Suspend, KeepCopy, EditOutside:
		return true
	}
	return false
}

// OfScreen reports whether what a key asks for concerns the screen alone and not what is on it: colours, pictures of
// it, the terminal. It works over a page too, which stays.
func OfScreen(a Action) bool {
	switch a {
	case SwitchTheme, SwitchMotion, SwitchAnswers, CopyScreen, SavePicture, LiveCast, SwitchMouse, Redraw, Suspend:
		return true
	}
	return false
}
