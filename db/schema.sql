-- The schema of a workspace file, version 1. Generated, not edited:
-- python -m tests.support.write_schema

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE blueprint (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    care_area_id TEXT NOT NULL,
    year TEXT NOT NULL,
    how_it_works TEXT NOT NULL,
    resident_voice TEXT NOT NULL,
    expertise TEXT NOT NULL,
    agreed_on TEXT,
    illustrative INTEGER NOT NULL,
    CONSTRAINT pk_blueprint PRIMARY KEY (id),
    CONSTRAINT fk_blueprint_care_area_id FOREIGN KEY(care_area_id) REFERENCES care_area (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_blueprint_care_area_id ON blueprint (care_area_id);

CREATE TABLE blueprint_source (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    blueprint_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    citation TEXT NOT NULL,
    what_we_take TEXT NOT NULL,
    illustrative INTEGER NOT NULL,
    CONSTRAINT pk_blueprint_source PRIMARY KEY (id),
    CONSTRAINT fk_blueprint_source_blueprint_id FOREIGN KEY(blueprint_id) REFERENCES blueprint (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_blueprint_source_blueprint_id ON blueprint_source (blueprint_id);

CREATE TABLE budget_figure (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    budget_import_id TEXT NOT NULL,
    row_no INTEGER NOT NULL,
    row_type TEXT NOT NULL,
    label TEXT NOT NULL,
    measure TEXT NOT NULL,
    printed TEXT NOT NULL,
    value TEXT,
    pence INTEGER,
    organisation_id TEXT,
    place_id TEXT,
    service_line_id TEXT,
    organisation TEXT NOT NULL,
    organisation_type TEXT NOT NULL,
    place TEXT NOT NULL,
    category TEXT NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT pk_budget_figure PRIMARY KEY (id),
    CONSTRAINT fk_budget_figure_budget_import_id FOREIGN KEY(budget_import_id) REFERENCES budget_import (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_budget_figure_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_budget_figure_place_id FOREIGN KEY(place_id) REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_budget_figure_service_line_id FOREIGN KEY(service_line_id) REFERENCES service_line (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_budget_figure_budget_import_id ON budget_figure (budget_import_id);

CREATE INDEX ix_budget_figure_organisation_id ON budget_figure (organisation_id);

CREATE INDEX ix_budget_figure_place_id ON budget_figure (place_id);

CREATE INDEX ix_budget_figure_service_line_id ON budget_figure (service_line_id);

CREATE TABLE budget_import (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    kind TEXT NOT NULL,
    period TEXT NOT NULL,
    unit TEXT NOT NULL,
    version INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    imported_on TEXT NOT NULL,
    service_line_id TEXT,
    price_base TEXT NOT NULL,
    recurrent TEXT NOT NULL,
    sign_rule TEXT NOT NULL,
    columns TEXT NOT NULL,
    rows INTEGER NOT NULL,
    mismatches INTEGER NOT NULL,
    roundings INTEGER NOT NULL,
    fine INTEGER NOT NULL,
    checks_note TEXT NOT NULL,
    source TEXT NOT NULL,
    illustrative INTEGER NOT NULL,
    CONSTRAINT pk_budget_import PRIMARY KEY (id),
    CONSTRAINT fk_budget_import_service_line_id FOREIGN KEY(service_line_id) REFERENCES service_line (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_budget_import_service_line_id ON budget_import (service_line_id);

CREATE TABLE care_area (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    name TEXT NOT NULL,
    number INTEGER,
    also_called TEXT NOT NULL,
    cohort INTEGER,
    cohort_year TEXT NOT NULL,
    named_focus TEXT NOT NULL,
    transformation_relationship TEXT NOT NULL,
    lead_note TEXT NOT NULL,
    value_framework_note TEXT NOT NULL,
    dashboard_note TEXT NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT pk_care_area PRIMARY KEY (id)
) STRICT;

CREATE TABLE care_area_status (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    care_area_id TEXT NOT NULL,
    state TEXT NOT NULL,
    since TEXT NOT NULL,
    since_words TEXT NOT NULL,
    reason TEXT NOT NULL,
    review_on TEXT,
    interim_lead_role TEXT NOT NULL,
    source TEXT NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_care_area_status PRIMARY KEY (id),
    CONSTRAINT fk_care_area_status_care_area_id FOREIGN KEY(care_area_id) REFERENCES care_area (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_care_area_status_care_area_id ON care_area_status (care_area_id);

CREATE TABLE change (
    change_id TEXT NOT NULL,
    txn_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    entity TEXT NOT NULL,
    row_id TEXT NOT NULL,
    op TEXT NOT NULL,
    patch TEXT NOT NULL,
    parents TEXT NOT NULL,
    hlc INTEGER NOT NULL,
    replica TEXT NOT NULL,
    author TEXT NOT NULL,
    author_role TEXT NOT NULL,
    reason TEXT NOT NULL,
    schema_v INTEGER NOT NULL,
    CONSTRAINT pk_change PRIMARY KEY (change_id),
    CONSTRAINT ck_change_op CHECK (op IN ('put', 'del'))
) STRICT;

CREATE INDEX ix_change_hlc ON change (hlc);

CREATE INDEX ix_change_record ON change (entity, row_id);

CREATE INDEX ix_change_scope ON change (scope);

CREATE INDEX ix_change_txn_id ON change (txn_id);

CREATE TABLE chart_mark (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    care_area_id TEXT NOT NULL,
    metric_id TEXT,
    "on" TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    illustrative INTEGER NOT NULL,
    CONSTRAINT pk_chart_mark PRIMARY KEY (id),
    CONSTRAINT fk_chart_mark_care_area_id FOREIGN KEY(care_area_id) REFERENCES care_area (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_chart_mark_metric_id FOREIGN KEY(metric_id) REFERENCES metric (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_chart_mark_care_area_id ON chart_mark (care_area_id);

CREATE INDEX ix_chart_mark_metric_id ON chart_mark (metric_id);

CREATE TABLE comparator (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    definition_id TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    "on" TEXT NOT NULL,
    period TEXT NOT NULL,
    value TEXT,
    numerator TEXT,
    denominator TEXT,
    as_at TEXT,
    source TEXT NOT NULL,
    illustrative INTEGER NOT NULL,
    CONSTRAINT pk_comparator PRIMARY KEY (id),
    CONSTRAINT fk_comparator_definition_id FOREIGN KEY(definition_id) REFERENCES metric_definition (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_comparator_definition_id ON comparator (definition_id);

CREATE TABLE "conflict" (
    entity TEXT NOT NULL,
    row_id TEXT NOT NULL,
    field TEXT NOT NULL,
    heads TEXT NOT NULL,
    CONSTRAINT pk_conflict PRIMARY KEY (entity, row_id, field)
) STRICT;

CREATE TABLE criteria_set (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT pk_criteria_set PRIMARY KEY (id)
) STRICT;

CREATE TABLE criterion (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    criteria_set_id TEXT NOT NULL,
    name TEXT NOT NULL,
    detail TEXT NOT NULL,
    weight TEXT NOT NULL,
    low TEXT NOT NULL,
    middle TEXT NOT NULL,
    high TEXT NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_criterion PRIMARY KEY (id),
    CONSTRAINT fk_criterion_criteria_set_id FOREIGN KEY(criteria_set_id) REFERENCES criteria_set (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_criterion_criteria_set_id ON criterion (criteria_set_id);

CREATE TABLE criterion_score (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    criterion_id TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    score TEXT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_criterion_score PRIMARY KEY (id),
    CONSTRAINT fk_criterion_score_criterion_id FOREIGN KEY(criterion_id) REFERENCES criterion (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_criterion_score_criterion_id ON criterion_score (criterion_id);

CREATE TABLE data_request (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    care_area_id TEXT NOT NULL,
    what TEXT NOT NULL,
    metric_id TEXT,
    "column" TEXT,
    asked_of_id TEXT,
    asked_of_role TEXT NOT NULL,
    owner_role TEXT NOT NULL,
    asked_on TEXT NOT NULL,
    due_on TEXT,
    received_on TEXT,
    quality TEXT NOT NULL,
    note TEXT NOT NULL,
    illustrative INTEGER NOT NULL,
    CONSTRAINT pk_data_request PRIMARY KEY (id),
    CONSTRAINT fk_data_request_care_area_id FOREIGN KEY(care_area_id) REFERENCES care_area (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_data_request_metric_id FOREIGN KEY(metric_id) REFERENCES metric (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_data_request_asked_of_id FOREIGN KEY(asked_of_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_data_request_asked_of_id ON data_request (asked_of_id);

CREATE INDEX ix_data_request_care_area_id ON data_request (care_area_id);

CREATE INDEX ix_data_request_metric_id ON data_request (metric_id);

CREATE TABLE dissent (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    session_id TEXT NOT NULL,
    role TEXT NOT NULL,
    "view" TEXT NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_dissent PRIMARY KEY (id),
    CONSTRAINT fk_dissent_session_id FOREIGN KEY(session_id) REFERENCES star_session (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_dissent_session_id ON dissent (session_id);

CREATE TABLE line_comment (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    service_line_id TEXT NOT NULL,
    comment TEXT NOT NULL,
    made_on TEXT NOT NULL,
    settled_on TEXT,
    illustrative INTEGER NOT NULL,
    CONSTRAINT pk_line_comment PRIMARY KEY (id),
    CONSTRAINT fk_line_comment_service_line_id FOREIGN KEY(service_line_id) REFERENCES service_line (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_line_comment_service_line_id ON line_comment (service_line_id);

CREATE TABLE line_mapping (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    service_line_id TEXT NOT NULL,
    care_area_id TEXT NOT NULL,
    role TEXT NOT NULL,
    percent TEXT,
    evidence TEXT NOT NULL,
    illustrative INTEGER NOT NULL,
    CONSTRAINT pk_line_mapping PRIMARY KEY (id),
    CONSTRAINT fk_line_mapping_service_line_id FOREIGN KEY(service_line_id) REFERENCES service_line (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_line_mapping_care_area_id FOREIGN KEY(care_area_id) REFERENCES care_area (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_line_mapping_care_area_id ON line_mapping (care_area_id);

CREATE INDEX ix_line_mapping_service_line_id ON line_mapping (service_line_id);

CREATE TABLE meeting_view (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    care_area_id TEXT NOT NULL,
    metrics TEXT NOT NULL,
    decision TEXT NOT NULL,
    held_on TEXT,
    CONSTRAINT pk_meeting_view PRIMARY KEY (id),
    CONSTRAINT fk_meeting_view_care_area_id FOREIGN KEY(care_area_id) REFERENCES care_area (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_meeting_view_care_area_id ON meeting_view (care_area_id);

CREATE TABLE metric (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    outcome_id TEXT NOT NULL,
    name TEXT NOT NULL,
    priority INTEGER NOT NULL,
    direction TEXT NOT NULL,
    frequency TEXT NOT NULL,
    due_after_days INTEGER NOT NULL,
    owner_role TEXT NOT NULL,
    source TEXT NOT NULL,
    aims TEXT NOT NULL,
    shared_with_id TEXT,
    small_numbers TEXT NOT NULL,
    profile TEXT NOT NULL,
    baseline_points INTEGER,
    position INTEGER NOT NULL,
    illustrative INTEGER NOT NULL,
    CONSTRAINT pk_metric PRIMARY KEY (id),
    CONSTRAINT fk_metric_outcome_id FOREIGN KEY(outcome_id) REFERENCES outcome (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_metric_shared_with_id FOREIGN KEY(shared_with_id) REFERENCES care_area (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_metric_outcome_id ON metric (outcome_id);

CREATE INDEX ix_metric_shared_with_id ON metric (shared_with_id);

CREATE TABLE metric_definition (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    metric_id TEXT NOT NULL,
    definition TEXT NOT NULL,
    numerator TEXT NOT NULL,
    denominator TEXT NOT NULL,
    scale TEXT NOT NULL,
    unit TEXT NOT NULL,
    per INTEGER NOT NULL,
    decimals INTEGER NOT NULL,
    levels TEXT NOT NULL,
    begins_on TEXT,
    change_reason TEXT NOT NULL,
    baseline TEXT,
    baseline_level TEXT NOT NULL,
    baseline_qualifier TEXT NOT NULL,
    baseline_period TEXT NOT NULL,
    baseline_source TEXT NOT NULL,
    illustrative INTEGER NOT NULL,
    CONSTRAINT pk_metric_definition PRIMARY KEY (id),
    CONSTRAINT fk_metric_definition_metric_id FOREIGN KEY(metric_id) REFERENCES metric (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_metric_definition_metric_id ON metric_definition (metric_id);

CREATE TABLE next_step (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    session_id TEXT NOT NULL,
    what TEXT NOT NULL,
    owner_role TEXT NOT NULL,
    due_on TEXT,
    done_on TEXT,
    position INTEGER NOT NULL,
    CONSTRAINT pk_next_step PRIMARY KEY (id),
    CONSTRAINT fk_next_step_session_id FOREIGN KEY(session_id) REFERENCES star_session (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_next_step_session_id ON next_step (session_id);

CREATE TABLE objective (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    care_area_id TEXT NOT NULL,
    objective TEXT NOT NULL,
    aims TEXT NOT NULL,
    set_on TEXT,
    refresh_on TEXT,
    source TEXT NOT NULL,
    position INTEGER NOT NULL,
    illustrative INTEGER NOT NULL,
    CONSTRAINT pk_objective PRIMARY KEY (id),
    CONSTRAINT fk_objective_care_area_id FOREIGN KEY(care_area_id) REFERENCES care_area (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_objective_care_area_id ON objective (care_area_id);

CREATE TABLE observation (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    definition_id TEXT NOT NULL,
    "on" TEXT NOT NULL,
    value TEXT,
    level TEXT NOT NULL,
    qualifier TEXT NOT NULL,
    kind TEXT NOT NULL,
    cut TEXT NOT NULL,
    category TEXT NOT NULL,
    numerator TEXT,
    denominator TEXT,
    period TEXT NOT NULL,
    as_at TEXT,
    source TEXT NOT NULL,
    note TEXT NOT NULL,
    illustrative INTEGER NOT NULL,
    CONSTRAINT pk_observation PRIMARY KEY (id),
    CONSTRAINT fk_observation_definition_id FOREIGN KEY(definition_id) REFERENCES metric_definition (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_observation_definition_id ON observation (definition_id);

CREATE TABLE organisation (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    organisation_type TEXT NOT NULL,
    level TEXT NOT NULL,
    status TEXT NOT NULL,
    status_words TEXT NOT NULL,
    opened_on TEXT,
    closed_on TEXT,
    successor_id TEXT,
    place_id TEXT,
    source TEXT NOT NULL,
    CONSTRAINT pk_organisation PRIMARY KEY (id),
    CONSTRAINT fk_organisation_successor_id FOREIGN KEY(successor_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_organisation_place_id FOREIGN KEY(place_id) REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_organisation_place_id ON organisation (place_id);

CREATE INDEX ix_organisation_successor_id ON organisation (successor_id);

CREATE TABLE organisation_alias (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    alias TEXT NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT pk_organisation_alias PRIMARY KEY (id),
    CONSTRAINT fk_organisation_alias_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_organisation_alias_organisation_id ON organisation_alias (organisation_id);

CREATE TABLE outcome (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    care_area_id TEXT NOT NULL,
    "column" TEXT NOT NULL,
    outcome TEXT NOT NULL,
    noticed_by TEXT NOT NULL,
    source TEXT NOT NULL,
    position INTEGER NOT NULL,
    illustrative INTEGER NOT NULL,
    CONSTRAINT pk_outcome PRIMARY KEY (id),
    CONSTRAINT fk_outcome_care_area_id FOREIGN KEY(care_area_id) REFERENCES care_area (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_outcome_care_area_id ON outcome (care_area_id);

CREATE TABLE person (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    organisation TEXT NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (id)
) STRICT;

CREATE TABLE place (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    name TEXT NOT NULL,
    level TEXT NOT NULL,
    districts TEXT NOT NULL,
    districts_basis TEXT NOT NULL,
    most_deprived_fifth TEXT,
    deprivation_of TEXT NOT NULL,
    transfer_of_care_hubs INTEGER,
    source TEXT NOT NULL,
    CONSTRAINT pk_place PRIMARY KEY (id)
) STRICT;

CREATE TABLE private_note (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    session_id TEXT NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT pk_private_note PRIMARY KEY (id),
    CONSTRAINT fk_private_note_session_id FOREIGN KEY(session_id) REFERENCES star_session (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_private_note_session_id ON private_note (session_id);

CREATE TABLE rebase (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    definition_id TEXT NOT NULL,
    "on" TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided_by_role TEXT NOT NULL,
    illustrative INTEGER NOT NULL,
    CONSTRAINT pk_rebase PRIMARY KEY (id),
    CONSTRAINT fk_rebase_definition_id FOREIGN KEY(definition_id) REFERENCES metric_definition (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_rebase_definition_id ON rebase (definition_id);

CREATE TABLE remembered_mapping (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    signature TEXT NOT NULL,
    kind TEXT NOT NULL,
    choices TEXT NOT NULL,
    CONSTRAINT pk_remembered_mapping PRIMARY KEY (id)
) STRICT;

CREATE TABLE reveal (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    option_id TEXT NOT NULL,
    round INTEGER NOT NULL,
    CONSTRAINT pk_reveal PRIMARY KEY (id),
    CONSTRAINT fk_reveal_option_id FOREIGN KEY(option_id) REFERENCES star_option (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_reveal_option_id ON reveal (option_id);

CREATE TABLE row_state (
    entity TEXT NOT NULL,
    row_id TEXT NOT NULL,
    frontier TEXT NOT NULL,
    alive INTEGER NOT NULL,
    rescued INTEGER NOT NULL,
    CONSTRAINT pk_row_state PRIMARY KEY (entity, row_id)
) STRICT;

CREATE INDEX ix_row_state_rescued ON row_state (rescued) WHERE rescued = 1;

CREATE TABLE scope_item (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    care_area_id TEXT NOT NULL,
    side TEXT NOT NULL,
    item TEXT NOT NULL,
    decided_on TEXT,
    reason TEXT NOT NULL,
    illustrative INTEGER NOT NULL,
    CONSTRAINT pk_scope_item PRIMARY KEY (id),
    CONSTRAINT fk_scope_item_care_area_id FOREIGN KEY(care_area_id) REFERENCES care_area (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_scope_item_care_area_id ON scope_item (care_area_id);

CREATE TABLE seat (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    session_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    role TEXT NOT NULL,
    category TEXT NOT NULL,
    setting TEXT NOT NULL,
    organisation_id TEXT,
    code TEXT NOT NULL,
    present INTEGER NOT NULL,
    CONSTRAINT pk_seat PRIMARY KEY (id),
    CONSTRAINT fk_seat_session_id FOREIGN KEY(session_id) REFERENCES star_session (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_seat_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_seat_organisation_id ON seat (organisation_id);

CREATE INDEX ix_seat_session_id ON seat (session_id);

CREATE TABLE seat_interest (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    seat_id TEXT NOT NULL,
    option_id TEXT NOT NULL,
    interest TEXT NOT NULL,
    withdrawn INTEGER NOT NULL,
    CONSTRAINT pk_seat_interest PRIMARY KEY (id),
    CONSTRAINT fk_seat_interest_seat_id FOREIGN KEY(seat_id) REFERENCES seat (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_seat_interest_option_id FOREIGN KEY(option_id) REFERENCES star_option (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_seat_interest_option_id ON seat_interest (option_id);

CREATE INDEX ix_seat_interest_seat_id ON seat_interest (seat_id);

CREATE TABLE seat_score (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    seat_id TEXT NOT NULL,
    option_id TEXT NOT NULL,
    round INTEGER NOT NULL,
    score INTEGER,
    no_view INTEGER NOT NULL,
    CONSTRAINT pk_seat_score PRIMARY KEY (id),
    CONSTRAINT fk_seat_score_seat_id FOREIGN KEY(seat_id) REFERENCES seat (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_seat_score_option_id FOREIGN KEY(option_id) REFERENCES star_option (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_seat_score_option_id ON seat_score (option_id);

CREATE INDEX ix_seat_score_seat_id ON seat_score (seat_id);

CREATE TABLE service_line (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    name TEXT NOT NULL,
    line_no INTEGER,
    confidence TEXT NOT NULL,
    confidence_reason TEXT NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT pk_service_line PRIMARY KEY (id)
) STRICT;

CREATE TABLE specification_answer (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    care_area_id TEXT NOT NULL,
    prompt_id TEXT NOT NULL,
    answer TEXT NOT NULL,
    qualifier TEXT NOT NULL,
    figure TEXT,
    unit TEXT NOT NULL,
    period TEXT NOT NULL,
    as_at TEXT,
    as_at_words TEXT NOT NULL,
    source TEXT NOT NULL,
    confidence TEXT NOT NULL,
    illustrative INTEGER NOT NULL,
    CONSTRAINT pk_specification_answer PRIMARY KEY (id),
    CONSTRAINT fk_specification_answer_care_area_id FOREIGN KEY(care_area_id) REFERENCES care_area (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_specification_answer_prompt_id FOREIGN KEY(prompt_id) REFERENCES specification_prompt (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_specification_answer_care_area_id ON specification_answer (care_area_id);

CREATE INDEX ix_specification_answer_prompt_id ON specification_answer (prompt_id);

CREATE TABLE specification_prompt (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    part TEXT NOT NULL,
    prompt TEXT NOT NULL,
    guidance TEXT NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_specification_prompt PRIMARY KEY (id)
) STRICT;

CREATE TABLE standard (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    care_area_id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    source TEXT NOT NULL,
    illustrative INTEGER NOT NULL,
    CONSTRAINT pk_standard PRIMARY KEY (id),
    CONSTRAINT fk_standard_care_area_id FOREIGN KEY(care_area_id) REFERENCES care_area (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_standard_care_area_id ON standard (care_area_id);

CREATE TABLE standard_adoption (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    standard_id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    state TEXT NOT NULL,
    as_at TEXT,
    note TEXT NOT NULL,
    illustrative INTEGER NOT NULL,
    CONSTRAINT pk_standard_adoption PRIMARY KEY (id),
    CONSTRAINT fk_standard_adoption_standard_id FOREIGN KEY(standard_id) REFERENCES standard (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_standard_adoption_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_standard_adoption_organisation_id ON standard_adoption (organisation_id);

CREATE INDEX ix_standard_adoption_standard_id ON standard_adoption (standard_id);

CREATE TABLE star_choice (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    scenario_id TEXT NOT NULL,
    option_id TEXT NOT NULL,
    chosen INTEGER NOT NULL,
    CONSTRAINT pk_star_choice PRIMARY KEY (id),
    CONSTRAINT fk_star_choice_scenario_id FOREIGN KEY(scenario_id) REFERENCES star_scenario (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_star_choice_option_id FOREIGN KEY(option_id) REFERENCES star_option (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_star_choice_option_id ON star_choice (option_id);

CREATE INDEX ix_star_choice_scenario_id ON star_choice (scenario_id);

CREATE TABLE star_decision (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    session_id TEXT NOT NULL,
    scenario_id TEXT,
    outcome TEXT NOT NULL,
    how TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    balance_reason TEXT NOT NULL,
    locked INTEGER NOT NULL,
    CONSTRAINT pk_star_decision PRIMARY KEY (id),
    CONSTRAINT fk_star_decision_session_id FOREIGN KEY(session_id) REFERENCES star_session (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_star_decision_scenario_id FOREIGN KEY(scenario_id) REFERENCES star_scenario (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_star_decision_scenario_id ON star_decision (scenario_id);

CREATE INDEX ix_star_decision_session_id ON star_decision (session_id);

CREATE TABLE star_effect (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    option_id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    pays INTEGER NOT NULL,
    saves INTEGER NOT NULL,
    stranded INTEGER NOT NULL,
    stranded_covered INTEGER NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_star_effect PRIMARY KEY (id),
    CONSTRAINT fk_star_effect_option_id FOREIGN KEY(option_id) REFERENCES star_option (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_star_effect_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_star_effect_option_id ON star_effect (option_id);

CREATE INDEX ix_star_effect_organisation_id ON star_effect (organisation_id);

CREATE TABLE star_estimate (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    option_id TEXT NOT NULL,
    measure TEXT NOT NULL,
    low TEXT,
    best TEXT,
    high TEXT,
    evidence TEXT NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT pk_star_estimate PRIMARY KEY (id),
    CONSTRAINT fk_star_estimate_option_id FOREIGN KEY(option_id) REFERENCES star_option (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_star_estimate_option_id ON star_estimate (option_id);

CREATE TABLE star_funding (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    scenario_id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    amount INTEGER NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_star_funding PRIMARY KEY (id),
    CONSTRAINT fk_star_funding_scenario_id FOREIGN KEY(scenario_id) REFERENCES star_scenario (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_star_funding_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_star_funding_organisation_id ON star_funding (organisation_id);

CREATE INDEX ix_star_funding_scenario_id ON star_funding (scenario_id);

CREATE TABLE star_option (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    session_id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    typical_patient TEXT NOT NULL,
    kind TEXT NOT NULL,
    current INTEGER NOT NULL,
    service TEXT NOT NULL,
    level TEXT NOT NULL,
    setting TEXT NOT NULL,
    acuity INTEGER,
    category TEXT NOT NULL,
    recurrent INTEGER NOT NULL,
    cash_releasing INTEGER NOT NULL,
    cost_not_done INTEGER NOT NULL,
    core20_share TEXT,
    parked INTEGER NOT NULL,
    parked_reason TEXT NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_star_option PRIMARY KEY (id),
    CONSTRAINT fk_star_option_session_id FOREIGN KEY(session_id) REFERENCES star_session (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_star_option_session_id ON star_option (session_id);

CREATE TABLE star_rule (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    session_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    members TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    gain TEXT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_star_rule PRIMARY KEY (id),
    CONSTRAINT fk_star_rule_session_id FOREIGN KEY(session_id) REFERENCES star_session (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_star_rule_session_id ON star_rule (session_id);

CREATE TABLE star_scenario (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    session_id TEXT NOT NULL,
    name TEXT NOT NULL,
    note TEXT NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_star_scenario PRIMARY KEY (id),
    CONSTRAINT fk_star_scenario_session_id FOREIGN KEY(session_id) REFERENCES star_session (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_star_scenario_session_id ON star_scenario (session_id);

CREATE TABLE star_session (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    care_area_id TEXT NOT NULL,
    name TEXT NOT NULL,
    question TEXT NOT NULL,
    anchor TEXT NOT NULL,
    held_on TEXT,
    period TEXT NOT NULL,
    price_base TEXT NOT NULL,
    mode TEXT NOT NULL,
    envelope INTEGER NOT NULL,
    in_year_limit INTEGER,
    wte_limit TEXT,
    sessions_limit TEXT,
    beds_limit TEXT,
    apply_success INTEGER NOT NULL,
    benefit_scale TEXT NOT NULL,
    criteria_set_id TEXT,
    band INTEGER NOT NULL,
    equity TEXT NOT NULL,
    equity_weight TEXT NOT NULL,
    equity_epsilon TEXT NOT NULL,
    core20_population TEXT,
    core20_health TEXT,
    rest_health TEXT,
    seed INTEGER NOT NULL,
    facilitator_role TEXT NOT NULL,
    illustrative INTEGER NOT NULL,
    CONSTRAINT pk_star_session PRIMARY KEY (id),
    CONSTRAINT fk_star_session_care_area_id FOREIGN KEY(care_area_id) REFERENCES care_area (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_star_session_criteria_set_id FOREIGN KEY(criteria_set_id) REFERENCES criteria_set (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_star_session_care_area_id ON star_session (care_area_id);

CREATE INDEX ix_star_session_criteria_set_id ON star_session (criteria_set_id);

CREATE TABLE store_meta (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_store_meta PRIMARY KEY ("key")
) STRICT;

CREATE TABLE sub_pathway (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    care_area_id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    source TEXT NOT NULL,
    position INTEGER NOT NULL,
    illustrative INTEGER NOT NULL,
    CONSTRAINT pk_sub_pathway PRIMARY KEY (id),
    CONSTRAINT fk_sub_pathway_care_area_id FOREIGN KEY(care_area_id) REFERENCES care_area (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_sub_pathway_care_area_id ON sub_pathway (care_area_id);

CREATE TABLE system (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    population INTEGER,
    population_as_at TEXT NOT NULL,
    population_source TEXT NOT NULL,
    profile_as_at TEXT,
    CONSTRAINT pk_system PRIMARY KEY (id)
) STRICT;

CREATE TABLE target (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    definition_id TEXT NOT NULL,
    value TEXT,
    level TEXT NOT NULL,
    holds_from TEXT NOT NULL,
    set_on TEXT,
    reason TEXT NOT NULL,
    source TEXT NOT NULL,
    illustrative INTEGER NOT NULL,
    CONSTRAINT pk_target PRIMARY KEY (id),
    CONSTRAINT fk_target_definition_id FOREIGN KEY(definition_id) REFERENCES metric_definition (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ix_target_definition_id ON target (definition_id);

CREATE TABLE term (
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    term TEXT NOT NULL,
    shown_as TEXT NOT NULL,
    meaning TEXT NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT pk_term PRIMARY KEY (id)
) STRICT;

CREATE TABLE txn (
    seq INTEGER NOT NULL,
    txn_id TEXT NOT NULL,
    label TEXT NOT NULL,
    author TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    last_txn TEXT NOT NULL,
    CONSTRAINT pk_txn PRIMARY KEY (seq),
    CONSTRAINT uq_txn_txn_id UNIQUE (txn_id)
) STRICT;

CREATE INDEX ix_txn_undo ON txn (author, state, seq);
