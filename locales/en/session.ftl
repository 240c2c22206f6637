# Signing in and choosing for whom to act
session-title = Sign in
session-email = Email
session-password = Password
session-submit = Sign in
session-help = If you have forgotten your password, please contact your account manager.
session-memberships-title = Act for
session-memberships-lead = Choose the organization you act for. You see only what belongs to it.
session-current = In use
session-act = Act for this one
failure-home = Back to the start
public-inquiry = Request materials
public-sign-in = Sign in
