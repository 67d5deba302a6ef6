// The words of the team of an inspection: choosing it, reading it, adding to it.
export const team = {
  'team.title': 'Team',
  'team.intro': 'These people can read everything in this inspection, also what was written before they were added.',
  'team.alone':
    'The team is named after this vault has joined your organisation. Until then only you can read this inspection.',
  'team.alone.practice': 'A practice vault has no team: only you can read it.',
  'team.unsupervised':
    'Nobody in this team is a supervisor, so nobody can review this inspection. Ask its lead to add one.',
  'team.unsupervised.lead': 'Nobody in this team is a supervisor, so nobody can review this inspection. Add one.',
  'team.column.name': 'Name',
  'team.column.post': 'Post',
  'team.column.roles': 'Roles',
  'team.column.right': 'In this team',
  'team.column.keys': 'Can read it',
  'team.right.lead': 'Lead: may add people',
  'team.right.member': 'Member',
  'team.right.officer': 'Keeps the records, reads nothing',
  'team.keys.yes': 'Yes',
  'team.keys.no': 'Not yet: the key is on its way',
  'team.keys.never': 'No',
  'team.add': 'Add people to the team',
  'team.add.who': 'Who should join the team?',
  'team.add.hint': 'Whom you add reads everything in this inspection. Nobody can be taken out again in this version.',
  'team.add.missing': 'Choose whom to add',
  'team.add.nobody': 'Everybody whom the directory names as inspector or supervisor is in this team.',
  'team.add.submit': 'Add to the team',
  'team.add.cancel': 'Cancel',
  'team.added': { one: '1 person was added to the team.', other: '{count} people were added to the team.' },
  'team.not-lead': 'Only a lead of this inspection can add people.',
  'team.person': '{name}, {post}',

  'open.team': 'Who is in the team?',
  'open.team.hint':
    'They read everything in this inspection. Choose at least one supervisor, so that it can be reviewed. You can add people later.',
  'open.team.alone':
    'This vault belongs to no organisation yet. You name the team after you have joined; until then only you can read the inspection.',
  'open.team.nobody': 'The directory names nobody else as inspector or supervisor yet. You can add people later.',
} as const
