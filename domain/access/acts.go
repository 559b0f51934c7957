package access

// Role is what a person is in an organisation (domain.md, People).
type Role string

// The roles.
const (
	ProcurementOfficer Role = "procurement-officer"
	OpeningOfficer     Role = "opening-officer"
	Evaluator          Role = "evaluator"
	FinanceOfficer     Role = "finance-officer"
	BoardMember        Role = "board-member"
	Buyer              Role = "buyer"
	Approver           Role = "approver"
	Delegate           Role = "delegate"
	Guest              Role = "guest"
	Bidder             Role = "bidder"
	Auditor            Role = "auditor"
	SecurityOfficer    Role = "security-officer"
	GrantOfficer       Role = "grant-officer"
	Administrator      Role = "administrator"
)

// Roles lists every role.
var Roles = []Role{
	ProcurementOfficer, OpeningOfficer, Evaluator, FinanceOfficer, BoardMember, Buyer, Approver, Delegate, Guest,
	Bidder, Auditor, SecurityOfficer, GrantOfficer, Administrator,
}

// Act is something a person does or reads.
type Act string

// The acts, by area.
const (
	MemberRead     Act = "member.read"
	MemberAdmit    Act = "member.admit"
	MemberSetLimit Act = "member.set-limit"
	MemberRestate  Act = "member.restate"
	MemberBillTo   Act = "member.bill-to"

	RoundRead    Act = "round.read"
	RoundCreate  Act = "round.create"
	RoundOpen    Act = "round.open"
	RoundTopUp   Act = "round.top-up"
	RoundFreeze  Act = "round.freeze"
	RoundCancel  Act = "round.cancel"
	NeedState    Act = "need.state"
	RoundComment Act = "round.comment"
	NeedConfirm  Act = "need.confirm" // as the member's budget holder

	TenderRead      Act = "tender.read"
	TenderOversee   Act = "tender.oversee" // drafts and estimated values, of all tenders
	TenderDraft     Act = "tender.draft"
	TenderSubmit    Act = "tender.submit"
	TenderReturn    Act = "tender.return"
	TenderPublish   Act = "tender.publish"
	TenderExtend    Act = "tender.extend"
	TenderCommittee Act = "tender.committee" // of a published tender, to propose or confirm another one
	TenderSelect    Act = "tender.select"    // of those who asked to take part, to propose or to invite
	TenderNegotiate Act = "tender.negotiate" // about bids, and to call for further ones
	TenderAnswer    Act = "tender.answer"    // questions of bidders
	TenderCancel    Act = "tender.cancel"
	TenderOpen      Act = "tender.open"
	TenderEvaluate  Act = "tender.evaluate"
	TenderPropose   Act = "tender.propose"
	TenderApprove   Act = "tender.approve" // of a proposed award
	TenderInform    Act = "tender.inform"  // bidders of an award, and what chambers say about it
	TenderAward     Act = "tender.award"
	TenderCount     Act = "tender.report-statistics"
	KeyRead         Act = "key.read"
	KeyRegister     Act = "key.register"
	KeyConfirm      Act = "key.confirm"
	BidHandIn       Act = "bid.hand-in"
	BidWithdraw     Act = "bid.withdraw"
	BidRead         Act = "bid.read"
	PanelAppoint    Act = "panel.appoint"
	BidExamine      Act = "bid.examine"
	BidScore        Act = "bid.score" // of those who are on the tender's panel
	ScoresLock      Act = "scores.lock"
	BidAdmit        Act = "bid.admit-late"

	FrameworkRead  Act = "framework.read"
	PricePropose   Act = "price.propose" // also to enter index clauses and values
	PriceDecide    Act = "price.decide"
	RebateGrant    Act = "rebate.grant"
	CatalogueRead  Act = "catalogue.read"
	CallOffRead    Act = "calloff.read"
	CallOffPlace   Act = "calloff.place"
	CallOffApprove Act = "calloff.approve"
	CallOffCancel  Act = "calloff.cancel"
	CallOffChange  Act = "calloff.change"
	ApprovalRead   Act = "approval.read"   // who approves what, and who is whose deputy
	ApprovalSet    Act = "approval.set"    // a member's rules, and deputies of others
	ApprovalDepute Act = "approval.depute" // to name one's own deputy
	ShareAgree     Act = "share.agree"     // to a share of a joint call-off within the limit, or decline it
	OrderAnswer    Act = "order.answer"
	ReturnAsk      Act = "return.ask"
	ReturnDecide   Act = "return.decide"

	EngagementAgree Act = "engagement.agree" // what services are called off for
	EngagementClose Act = "engagement.close"
	TimeSheetHandIn Act = "timesheet.hand-in" // also to correct what was sent back
	TimeSheetAccept Act = "timesheet.accept"  // or send it back

	MeterRead       Act = "meter.read" // also what it read and used
	MeterKeep       Act = "meter.keep" // to fit and remove them
	ReadingImport   Act = "reading.import"
	ReadingCorrect  Act = "reading.correct"
	ReadingClose    Act = "reading.close" // a month of them
	TariffRead      Act = "tariff.read"
	TariffKeep      Act = "tariff.keep"
	RatingRead      Act = "rating.read"
	RatingPost      Act = "rating.post" // also to see what a month costs before
	CapacityRead    Act = "capacity.read"
	CapacityKeep    Act = "capacity.keep"    // sites, pools, and how much there is when
	CapacityReserve Act = "capacity.reserve" // also to change, extend and release
	CapacityDecide  Act = "capacity.decide"  // about what members ask for, and who takes over

	DeliveryAddressesSet Act = "delivery-addresses.set"
	BudgetCodesSet       Act = "budget-codes.set"
	SynonymsSet          Act = "synonyms.set" // also to see them

	SupplierAddressRead Act = "supplier-address.read"
	SupplierAddressSet  Act = "supplier-address.set"
	LicenceRecord       Act = "licence.record" // also to cancel it
	NoticeSet           Act = "notice.set"     // one's own settings and calendar
	DeliveryOversee     Act = "delivery.oversee"
	FrameworkHalt       Act = "framework.halt" // suspend, resume, terminate
	FrameworkExtend     Act = "framework.extend"
	FrameworkJoin       Act = "framework.join"   // to add suppliers
	FrameworkModify     Act = "framework.modify" // to propose a modification or a succession
	FrameworkDecide     Act = "framework.decide" // about what somebody else proposed
	FrameworkNote       Act = "framework.note"   // to take note of a warning
	QuotaTransfer       Act = "quota.transfer"

	SupplierRead       Act = "supplier.read"
	SupplierRegister   Act = "supplier.register"
	SupplierProfileSet Act = "supplier.set-profile" // what it says of itself
	SupplierVerify     Act = "supplier.verify"      // or refuse, what somebody else wrote
	SupplierBan        Act = "supplier.ban"         // also to lift one
	SupplierJudge      Act = "supplier.judge"       // grounds for exclusion, and self-cleaning
	SupplierCertify    Act = "supplier.certify"     // to add certificates, also to withdraw one
	SupplierDeclare    Act = "supplier.declare"     // of oneself
	SupplierPeople     Act = "supplier.keep-people" // to invite who acts for it, and to end that somebody does

	CatalogueCheck   Act = "catalogue.check" // what suppliers sent, before it is in force
	CatalogueUpload  Act = "catalogue.upload"
	CatalogueApprove Act = "catalogue.approve" // or reject

	CostRead          Act = "cost.read"
	StatementRead     Act = "statement.read"
	LedgerRead        Act = "ledger.read" // accounts of others than one's own members
	PoolCreate        Act = "pool.create" // also its members and costs
	GrantRecord       Act = "grant.record"
	AllocationMake    Act = "allocation.draft"
	AllocationPost    Act = "allocation.post"
	AllocationReverse Act = "allocation.reverse"
	PeriodClose       Act = "period.close"
	StatementPay      Act = "statement.pay"
	StatementCredit   Act = "statement.credit"
	BillingSet        Act = "billing.set"

	LawRead Act = "law.read" // the dated figures of the law
	LawSet  Act = "law.set"  // to add values from a day to come

	EventRead   Act = "event.read"
	AuditVerify Act = "audit.verify"
)

// permit says which roles may act: held in the cooperative, in the member or in
// the supplier that the act concerns.
type permit struct{ cooperative, member, supplier []Role }

// The officers and boards who see the cooperative's whole business. The
// administrator is not among them: settings, but no bids and no amounts.
var overseers = []Role{ProcurementOfficer, FinanceOfficer, BoardMember, Auditor}

// everybody may say how to be told.
var everybody = Roles

// table is the one place that says who may do what (domain.md, People).
var table = map[Act]permit{
	MemberRead:     {cooperative: append([]Role{Administrator, OpeningOfficer, Evaluator}, overseers...), member: []Role{Buyer, Approver, Delegate, Guest, Auditor, Administrator}},
	MemberAdmit:    {cooperative: []Role{ProcurementOfficer, BoardMember}},
	MemberSetLimit: {cooperative: []Role{ProcurementOfficer}, member: []Role{Approver}},
	MemberRestate:  {cooperative: []Role{FinanceOfficer}},
	MemberBillTo:   {cooperative: []Role{FinanceOfficer}, member: []Role{Approver}},

	RoundRead:    {cooperative: append([]Role{Evaluator}, overseers...), member: []Role{Buyer, Approver, Delegate, Guest, Auditor}},
	RoundCreate:  {cooperative: []Role{ProcurementOfficer}},
	RoundOpen:    {cooperative: []Role{ProcurementOfficer}},
	RoundTopUp:   {cooperative: []Role{ProcurementOfficer}},
	RoundFreeze:  {cooperative: []Role{ProcurementOfficer}},
	RoundCancel:  {cooperative: []Role{ProcurementOfficer}},
	NeedState:    {member: []Role{Buyer}},
	RoundComment: {cooperative: []Role{ProcurementOfficer}, member: []Role{Buyer, Approver}},
	NeedConfirm:  {member: []Role{Approver}},

	TenderRead:      {cooperative: append([]Role{OpeningOfficer, Evaluator}, overseers...), member: []Role{Buyer, Approver, Delegate, Evaluator, Auditor}, supplier: []Role{Bidder}},
	TenderOversee:   {cooperative: overseers},
	TenderDraft:     {cooperative: []Role{ProcurementOfficer}},
	TenderSubmit:    {cooperative: []Role{ProcurementOfficer}},
	TenderReturn:    {cooperative: []Role{ProcurementOfficer}},
	TenderPublish:   {cooperative: []Role{ProcurementOfficer}},
	TenderExtend:    {cooperative: []Role{ProcurementOfficer}},
	TenderCommittee: {cooperative: []Role{ProcurementOfficer}},
	TenderSelect:    {cooperative: []Role{ProcurementOfficer}},
	TenderNegotiate: {cooperative: []Role{ProcurementOfficer}},
	TenderAnswer:    {cooperative: []Role{ProcurementOfficer}},
	TenderCancel:    {cooperative: []Role{ProcurementOfficer}},
	TenderOpen:      {cooperative: []Role{OpeningOfficer}},
	TenderEvaluate:  {cooperative: []Role{ProcurementOfficer, Evaluator}},
	TenderPropose:   {cooperative: []Role{ProcurementOfficer}},
	TenderApprove:   {cooperative: []Role{ProcurementOfficer, BoardMember}},
	TenderInform:    {cooperative: []Role{ProcurementOfficer}},
	TenderAward:     {cooperative: []Role{ProcurementOfficer, BoardMember}},
	TenderCount:     {cooperative: []Role{ProcurementOfficer}},
	KeyRead:         {cooperative: []Role{ProcurementOfficer, OpeningOfficer, Auditor}},
	KeyRegister:     {cooperative: []Role{OpeningOfficer}},
	KeyConfirm:      {cooperative: []Role{ProcurementOfficer, OpeningOfficer}},
	BidHandIn:       {supplier: []Role{Bidder}},
	BidWithdraw:     {supplier: []Role{Bidder}},
	BidRead:         {cooperative: append([]Role{OpeningOfficer, Evaluator}, overseers...), supplier: []Role{Bidder}},
	PanelAppoint:    {cooperative: []Role{ProcurementOfficer}},
	BidExamine:      {cooperative: []Role{ProcurementOfficer}},
	BidScore:        {cooperative: []Role{Evaluator}, member: []Role{Evaluator}},
	ScoresLock:      {cooperative: []Role{ProcurementOfficer}},
	BidAdmit:        {cooperative: []Role{ProcurementOfficer}},

	FrameworkRead:  {cooperative: overseers, member: []Role{Buyer, Approver, Delegate, Auditor}, supplier: []Role{Bidder}},
	PricePropose:   {cooperative: []Role{ProcurementOfficer}},
	PriceDecide:    {cooperative: []Role{ProcurementOfficer, BoardMember}},
	RebateGrant:    {cooperative: []Role{FinanceOfficer}},
	CatalogueRead:  {cooperative: overseers, member: []Role{Buyer, Approver}},
	CallOffRead:    {cooperative: overseers, member: []Role{Buyer, Approver, Auditor}, supplier: []Role{Bidder}},
	CallOffPlace:   {member: []Role{Buyer}},
	CallOffApprove: {member: []Role{Approver}},
	CallOffCancel:  {member: []Role{Buyer, Approver}},
	CallOffChange:  {member: []Role{Buyer, Approver}},
	ApprovalRead:   {cooperative: overseers, member: []Role{Buyer, Approver, Administrator, Auditor}},
	ApprovalSet:    {member: []Role{Administrator, Approver}},
	ApprovalDepute: {member: []Role{Approver}},
	ShareAgree:     {member: []Role{Buyer, Approver}},
	OrderAnswer:    {supplier: []Role{Bidder}},
	ReturnAsk:      {member: []Role{Buyer, Approver}},
	ReturnDecide:   {supplier: []Role{Bidder}},

	EngagementAgree: {member: []Role{Buyer, Approver}},
	EngagementClose: {member: []Role{Buyer, Approver}},
	TimeSheetHandIn: {supplier: []Role{Bidder}},
	TimeSheetAccept: {member: []Role{Buyer, Approver}},

	MeterRead:       {cooperative: overseers, member: []Role{Buyer, Approver, Auditor}},
	MeterKeep:       {cooperative: []Role{ProcurementOfficer}},
	ReadingImport:   {cooperative: []Role{ProcurementOfficer, FinanceOfficer}},
	ReadingCorrect:  {cooperative: []Role{ProcurementOfficer, FinanceOfficer}},
	ReadingClose:    {cooperative: []Role{FinanceOfficer}},
	TariffRead:      {cooperative: overseers, member: []Role{Buyer, Approver, Delegate, Auditor}},
	TariffKeep:      {cooperative: []Role{FinanceOfficer}},
	RatingRead:      {cooperative: []Role{FinanceOfficer, BoardMember, Auditor}, member: []Role{Buyer, Approver, Delegate, Auditor}},
	RatingPost:      {cooperative: []Role{FinanceOfficer}},
	CapacityRead:    {cooperative: overseers, member: []Role{Buyer, Approver, Auditor}},
	CapacityKeep:    {cooperative: []Role{ProcurementOfficer}},
	CapacityReserve: {member: []Role{Buyer, Approver}},
	CapacityDecide:  {cooperative: []Role{ProcurementOfficer}},

	DeliveryAddressesSet: {member: []Role{Buyer, Approver}},
	BudgetCodesSet:       {member: []Role{Approver}},
	SynonymsSet:          {cooperative: []Role{ProcurementOfficer}},

	SupplierAddressRead: {cooperative: overseers, supplier: []Role{Bidder}},
	SupplierAddressSet:  {cooperative: []Role{ProcurementOfficer}, supplier: []Role{Bidder}},
	LicenceRecord:       {member: []Role{Buyer, Approver}},
	NoticeSet:           {cooperative: everybody, member: everybody, supplier: []Role{Bidder}},
	DeliveryOversee:     {cooperative: []Role{Administrator}},
	FrameworkHalt:       {cooperative: []Role{ProcurementOfficer}},
	FrameworkExtend:     {cooperative: []Role{ProcurementOfficer}},
	FrameworkJoin:       {cooperative: []Role{ProcurementOfficer}},
	FrameworkModify:     {cooperative: []Role{ProcurementOfficer}},
	FrameworkDecide:     {cooperative: []Role{ProcurementOfficer, BoardMember}},
	FrameworkNote:       {cooperative: []Role{ProcurementOfficer}},
	QuotaTransfer:       {member: []Role{Approver}},

	SupplierRead:       {cooperative: overseers, supplier: []Role{Bidder}},
	SupplierRegister:   {cooperative: []Role{ProcurementOfficer}},
	SupplierProfileSet: {cooperative: []Role{ProcurementOfficer}, supplier: []Role{Bidder}},
	SupplierVerify:     {cooperative: []Role{ProcurementOfficer}},
	SupplierBan:        {cooperative: []Role{ProcurementOfficer}},
	SupplierJudge:      {cooperative: []Role{ProcurementOfficer}},
	SupplierCertify:    {cooperative: []Role{ProcurementOfficer}, supplier: []Role{Bidder}},
	SupplierDeclare:    {supplier: []Role{Bidder}},
	SupplierPeople:     {cooperative: []Role{ProcurementOfficer}, supplier: []Role{Bidder}},

	CatalogueCheck:   {cooperative: overseers, supplier: []Role{Bidder}},
	CatalogueUpload:  {cooperative: []Role{ProcurementOfficer}, supplier: []Role{Bidder}},
	CatalogueApprove: {cooperative: []Role{ProcurementOfficer}},

	CostRead:          {cooperative: []Role{FinanceOfficer, BoardMember, Auditor}, member: []Role{Buyer, Approver, Delegate, Auditor}},
	StatementRead:     {cooperative: []Role{FinanceOfficer, BoardMember, Auditor}, member: []Role{Buyer, Approver, Delegate, Auditor}},
	LedgerRead:        {cooperative: []Role{FinanceOfficer, BoardMember, Auditor}},
	PoolCreate:        {cooperative: []Role{FinanceOfficer}},
	GrantRecord:       {cooperative: []Role{FinanceOfficer}},
	AllocationMake:    {cooperative: []Role{FinanceOfficer}},
	AllocationPost:    {cooperative: []Role{FinanceOfficer}},
	AllocationReverse: {cooperative: []Role{FinanceOfficer}},
	PeriodClose:       {cooperative: []Role{FinanceOfficer}},
	StatementPay:      {cooperative: []Role{FinanceOfficer}},
	StatementCredit:   {cooperative: []Role{FinanceOfficer}},
	BillingSet:        {cooperative: []Role{FinanceOfficer}},

	LawRead: {cooperative: everybody, member: everybody},
	LawSet:  {cooperative: []Role{Administrator}},

	EventRead:   {cooperative: overseers, member: []Role{Buyer, Approver, Auditor}, supplier: []Role{Bidder}},
	AuditVerify: {cooperative: []Role{Auditor}},
}
