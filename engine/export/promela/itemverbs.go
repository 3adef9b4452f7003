package promela

// itemVerbs are the verbs of scenes that name items. $m is the room in a row of lies, $get takes an item for what it
// is worked with, $gone is done where nobody may look into it any more, $wipe forgets what was kept in it.
var itemVerbs = []verb{
	{"make", `inline make(thing, content)
{
	spot = 1;
	do
	:: names[spot] > 0 || life[spot] != 0 -> spot++
	:: else -> break
	od;
	thing = spot; names[spot] = 1; life[spot] = 1$kept;
	spot = 0
}`},
	{"putItem", `inline putItem(queue, row, most, thing)
{
	assert(queue < most); assert(thing != 0 && life[thing] != 2);
	lies[row * $m + queue] = thing; queue++; life[thing] = 2
}`},
	{"putItemAt", `inline putItemAt(queue, row, most, at, thing)
{
	assert(at >= 0 && at <= queue && queue < most); assert(thing != 0 && life[thing] != 2);
	spot = queue;
	do
	:: spot > at -> lies[row * $m + spot] = lies[row * $m + spot - 1]; spot--
	:: else -> break
	od;
	lies[row * $m + spot] = thing; queue++; life[thing] = 2; spot = 0
}`},
	{"takeItem", `inline takeItem(queue, row, thing)
{
	assert(queue > 0);
	thing = lies[row * $m];
	closeUp(queue, row); life[thing] = 0; names[thing]++
}`},
	{"takeNewest", `inline takeNewest(queue, row, thing)
{
	assert(queue > 0);
	queue--; thing = lies[row * $m + queue]; lies[row * $m + queue] = 0; life[thing] = 0; names[thing]++
}`},
	{"peekItem", `inline peekItem(queue, row, at, thing)
{
	assert(at >= 0 && at < queue);
	thing = lies[row * $m + at]; names[thing]++
}`},
	{"removeItem", `inline removeItem(queue, row, thing, result)
{
	assert(thing != 0);
	do
	:: spot < queue && lies[row * $m + spot] != thing -> spot++
	:: else -> break
	od;
	if
	:: spot < queue -> closeUp(queue, row); life[thing] = 0; result = 0 /* ok */
	:: else -> spot = 0; result = 2 /* error */
	fi
}`},
	{"clearItems", `inline clearItems(queue, row)
{
	do
	:: queue > 0 -> queue--; got = lies[row * $m + queue]; lies[row * $m + queue] = 0; life[got] = 0$gone; wipe(got)
	:: else -> break
	od;
	got = 0
}`},
	{"dropItem", `inline dropItem(thing)
{
	assert(thing != 0);
	if
	:: life[thing] == 1 -> life[thing] = 0
	:: else
	fi$dropped
}`},
	{"answerItem", `inline answerItem(thing, result)
{
	assert(thing != 0 && answered[thing] == 0 && result != 1);
	answered[thing] = result + 1
}`},
	{"pollItem", `inline pollItem(thing, result)
{
	assert(thing != 0);
	if
	:: answered[thing] == 0 -> result = 1 /* busy */
	:: else -> result = answered[thing] - 1
	fi
}`},
}

// itemText is what these verbs are made of.
const itemText = `/* What was kept in an item is forgotten when nobody can get hold of it any more. */
inline wipe(thing)
{
	if
	:: names[thing] == 0 && life[thing] == 0 -> skip$wipe
	:: else
	fi
}

/* A variable that nobody reads any more lets go of its item, which must have been put. */
inline lets(thing)
{
	if
	:: thing != 0 -> names[thing]--; assert(names[thing] > 0 || life[thing] != 1); wipe(thing); thing = 0
	:: else
	fi
}

inline keeps(thing)
{
	if
	:: thing != 0 -> names[thing]++
	:: else
	fi
}

/* The items behind a place in a queue move up. */
inline closeUp(queue, row)
{
	do
	:: spot < $m - 1 -> lies[row * $m + spot] = lies[row * $m + spot + 1]; spot++
	:: else -> break
	od;
	lies[row * $m + spot] = 0; queue--; spot = 0
}

`
