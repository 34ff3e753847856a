package domain

// Reason is the stable name of one failure that people read about. Each has a
// sentence in Indonesian and English in api/problem; a test there compares.
type Reason string

// The reasons.
const (
	ReasonInvalidInput      Reason = "invalid_input"
	ReasonMalformedBody     Reason = "malformed_body"
	ReasonMalformedQuery    Reason = "malformed_query"
	ReasonUnexpectedBody    Reason = "unexpected_body"
	ReasonBadReceipt        Reason = "bad_receipt"
	ReasonUnknownParameter  Reason = "unknown_parameter"
	ReasonBodyTooLarge      Reason = "body_too_large"
	ReasonUnsupportedType   Reason = "unsupported_media_type"
	ReasonBadCursor         Reason = "bad_cursor"
	ReasonNotFound          Reason = "not_found"
	ReasonNoRoute           Reason = "no_route"
	ReasonMethodNotAllowed  Reason = "method_not_allowed"
	ReasonIllegalMove       Reason = "illegal_move" // params: state, move, legal
	ReasonStale             Reason = "stale"        // params: version
	ReasonVersionRequired   Reason = "version_required"
	ReasonKeyRequired       Reason = "key_required"
	ReasonKeyReused         Reason = "key_reused"
	ReasonOperationDone     Reason = "operation_done"
	ReasonForbidden         Reason = "forbidden"
	ReasonUnauthenticated   Reason = "unauthenticated"
	ReasonBadCredentials    Reason = "bad_credentials"
	ReasonTokenExpired      Reason = "token_expired"
	ReasonPasswordMustDiff  Reason = "password_must_differ"
	ReasonTooManyAttempts   Reason = "too_many_attempts" // params: seconds
	ReasonTooManyRequests   Reason = "too_many_requests" // params: seconds
	ReasonUnavailable       Reason = "unavailable"
	ReasonInternal          Reason = "internal"
	ReasonAlreadyExists     Reason = "already_exists" // params: what, code
	ReasonSessionPlanned    Reason = "session_planned"
	ReasonSessionState      Reason = "session_state" // params: state, move, legal
	ReasonSessionFixed      Reason = "session_fixed"
	ReasonUnreachableAsker  Reason = "asker_unreachable"
	ReasonDinasRetired      Reason = "dinas_retired"    // params: dinas
	ReasonCategoryRetired   Reason = "category_retired" // params: category
	ReasonSameDinas         Reason = "same_dinas"
	ReasonNotAttending      Reason = "not_attending"
	ReasonCodeImmutable     Reason = "code_immutable"
	ReasonLastAdministrator Reason = "last_administrator"
	ReasonScopeTooWide      Reason = "scope_too_wide"
	ReasonNothingChanged    Reason = "nothing_changed"
	ReasonFormerFilter      Reason = "former_filter"
	ReasonSupportFull       Reason = "support_full"    // params: most
	ReasonDinasNotEnded     Reason = "dinas_not_ended" // params: dinas
	ReasonAnonymousReceipt  Reason = "anonymous_receipt"
	ReasonDeputyOfOther     Reason = "deputy_of_other_dinas"
	ReasonFileUnreadable    Reason = "file_unreadable"
	ReasonFileFaults        Reason = "file_faults" // params: total
	ReasonUnsupportedFile   Reason = "unsupported_file_type"

	// Of files that are attached.
	ReasonMalformedForm      Reason = "malformed_form"
	ReasonAttachmentTooLarge Reason = "attachment_too_large" // params: max, in MiB
	ReasonAttachmentsFull    Reason = "attachments_full"     // params: max
	ReasonAttachmentType     Reason = "attachment_type"      // params: found
	ReasonAttachmentLies     Reason = "attachment_lies"      // params: said, found
	ReasonAttachmentDamaged  Reason = "attachment_damaged"
	ReasonAttachmentMixed    Reason = "attachment_mixed"
	ReasonAttachmentMacros   Reason = "attachment_macros"
	ReasonAttachmentLocked   Reason = "attachment_locked"
	ReasonAttachmentBomb     Reason = "attachment_bomb"
	ReasonAttachmentPixels   Reason = "attachment_pixels" // params: max, in megapixels
	ReasonAttachmentsDown    Reason = "attachments_unavailable"
	ReasonAttachmentLost     Reason = "attachment_lost"
)

// The reasons why questions cannot be tied, or untied.
const (
	ReasonMergeItself    Reason = "merge_itself"
	ReasonHasMerged      Reason = "has_merged"      // params: question, count
	ReasonMergeFull      Reason = "merge_full"      // params: limit
	ReasonSurvivorMerged Reason = "survivor_merged" // params: into
	ReasonSurvivorSplit  Reason = "survivor_split"
	ReasonSurvivorEnded  Reason = "survivor_ended" // params: state
	ReasonSurvivorStale  Reason = "survivor_stale" // params: version
	ReasonSplitOfSplit   Reason = "split_of_split" // params: parent
	ReasonPartsUnderway  Reason = "parts_underway" // params: parts
	ReasonPartReceipt    Reason = "part_receipt"   // params: parent
	ReasonParentUnsplit  Reason = "parent_unsplit" // params: parent
)

// The reasons why an answer, its draft or its promise cannot be what was asked for.
const (
	ReasonDraftStep        Reason = "draft_step" // params: step
	ReasonDraftChanged     Reason = "draft_changed"
	ReasonEditorApproves   Reason = "editor_cannot_approve"
	ReasonApprovalRequired Reason = "approval_required" // params: step
	ReasonNoAnswer         Reason = "no_answer"
	ReasonPromisePast      Reason = "promise_past" // params: due
	ReasonNoOpenPromise    Reason = "no_open_promise"
	ReasonOwnDinasOnly     Reason = "own_dinas_only"
	ReasonTemplateRetired  Reason = "template_retired"
)

// The reasons of privacy.
const (
	ReasonConfidentialAsker Reason = "confidential_asker"
)
