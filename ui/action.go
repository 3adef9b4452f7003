package ui

// action is what a key asks for while the machine is on the screen.
type action uint8

const (
	noAction action = iota

	stepOn
	passOn
	moveOn
	moveBack
	playOrPause
	faster
	slower
	stepBack
	stepForward
	passBack
	passForward
	goFirst
	goLast

	spawnProducer
	spawnConsumer
	spawnAny
	injectTimeout
	timeoutIn
	killSelected
	wakeSelected
	runNext
	capacityUp
	capacityDown
	openPrompt
	undo
	otherFuture

	selectNext
	selectPrevious
	openInspector
	nextListing
	showScheduler
	showMeasures
	askWhy
	askAll
	openChoices
	switchTheme
	switchLayout
	focusPanel
	closeTop

	openPicker
	reload
	save
	openHelp
	copyScreen
	savePicture
	liveCast
	switchMouse
	redraw
	suspend
	quit
	quitAtOnce

	actions
)
