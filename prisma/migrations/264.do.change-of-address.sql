-- A code may confirm the new address of a member who is signed in.
alter table email_code drop constraint email_code_purpose_check;
alter table email_code add constraint email_code_purpose_check
  check (purpose in ('sign_up', 'reset', 'sign_up_token', 'change'));
