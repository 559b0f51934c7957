package split

// Exported for the tests of this package.
var (
	KthLargest   = kthLargest
	Oracle       = oracle
	RandomCase   = randomCase
	BoundsOracle = boundsOracle
	RandomBounds = randomBounds
)
